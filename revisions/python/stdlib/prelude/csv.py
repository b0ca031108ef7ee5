QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


class Error(Exception):
    pass


class excel:
    delimiter = ","


class excel_tab:
    delimiter = "\t"


def _delimiter(dialect, delimiter):
    if delimiter is not None:
        return delimiter
    if dialect in ("excel-tab", excel_tab):
        return "\t"
    return getattr(dialect, "delimiter", ",")


class reader:
    def __init__(self, lines, dialect="excel", *, delimiter=None, quotechar='"', doublequote=True,
                 skipinitialspace=False, strict=False, **options):
        self._lines = iter(lines)
        self._delimiter = _delimiter(dialect, delimiter)
        self._quote = quotechar
        self._skip = skipinitialspace
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        row, field, quoted, started = [], [], False, False
        line = next(self._lines)
        self.line_num += 1
        while True:
            i, n = 0, len(line)
            while i < n:
                c = line[i]
                if quoted:
                    if c != self._quote:
                        field.append(c)
                    elif i + 1 < n and line[i + 1] == self._quote:
                        field.append(c)
                        i += 1
                    else:
                        quoted = False
                elif c == self._quote and not field:
                    quoted = started = True
                elif c == self._delimiter:
                    row.append("".join(field))
                    field, started = [], True
                elif c in "\r\n":
                    break
                elif not (self._skip and c == " " and not field):
                    field.append(c)
                    started = True
                i += 1
            if not quoted:
                break
            try:
                line = next(self._lines)
            except StopIteration:
                break
            self.line_num += 1
        if started or field or row:
            row.append("".join(field))
        return row


class DictReader:
    def __init__(self, lines, fieldnames=None, restkey=None, restval=None, dialect="excel", **options):
        self.reader = reader(lines, dialect, **options)
        self._fieldnames = fieldnames
        self.restkey, self.restval = restkey, restval

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        return self._fieldnames

    @property
    def line_num(self):
        return self.reader.line_num

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        result = dict(zip(names, row))
        if len(row) > len(names):
            result[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            result[name] = self.restval
        return result


class writer:
    def __init__(self, out, dialect="excel", *, delimiter=None, quotechar='"', lineterminator="\r\n",
                 quoting=QUOTE_MINIMAL, **options):
        self._out = out
        self._delimiter = _delimiter(dialect, delimiter)
        self._quote, self._end, self._quoting = quotechar, lineterminator, quoting

    def _field(self, value, alone):
        text = "" if value is None else str(value)
        special = any(c in text for c in (self._delimiter, self._quote, "\r", "\n"))
        number = isinstance(value, (int, float))
        if self._quoting == QUOTE_ALL or self._quoting == QUOTE_NONNUMERIC and not number \
                or self._quoting == QUOTE_MINIMAL and (special or alone and text == ""):
            return self._quote + text.replace(self._quote, self._quote * 2) + self._quote
        return text

    def writerow(self, row):
        row = list(row)
        return self._out.write(self._delimiter.join(self._field(v, len(row) == 1) for v in row) + self._end)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictWriter:
    def __init__(self, out, fieldnames, restval="", extrasaction="raise", dialect="excel", **options):
        self.fieldnames, self.restval, self.extrasaction = fieldnames, restval, extrasaction
        self.writer = writer(out, dialect, **options)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def writerow(self, row):
        wrong = [key for key in row if key not in self.fieldnames]
        if wrong and self.extrasaction == "raise":
            raise ValueError("dict contains fields not in fieldnames: " + ", ".join(repr(key) for key in wrong))
        return self.writer.writerow([row.get(name, self.restval) for name in self.fieldnames])

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

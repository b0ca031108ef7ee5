import re


class Template:
    delimiter = "$"
    idpattern = r"(?a:[_a-zA-Z][_a-zA-Z0-9]*)"

    def __init__(self, template):
        self.template = template

    def _replace(self, values, safe):
        mark = re.escape(self.delimiter)
        pattern = rf"{mark}(?:({mark})|({self.idpattern})|\{{({self.idpattern})\}}|())"

        def one(match):
            name = match.group(2) or match.group(3)
            if name is not None:
                if safe and name not in values:
                    return match.group(0)
                return str(values[name])
            if match.group(1) is not None:
                return self.delimiter
            if safe:
                return match.group(0)
            before = self.template[: match.start()].splitlines(keepends=True)
            line = max(len(before), 1)
            column = match.start() - len("".join(before[:-1])) + 1
            raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

        return re.sub(pattern, one, self.template)

    def substitute(self, mapping={}, /, **kws):
        return self._replace({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._replace({**mapping, **kws}, True)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)

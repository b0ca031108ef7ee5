--- upgrade
CREATE INDEX "ix_äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü" ON t (a);


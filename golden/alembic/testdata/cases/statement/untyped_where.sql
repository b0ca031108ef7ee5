--- upgrade
DELETE FROM x WHERE x.z = 'v';


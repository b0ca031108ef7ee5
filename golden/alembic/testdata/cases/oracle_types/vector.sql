--- upgrade
CREATE TABLE t (
    a VECTOR(*,*,*), 
    b VECTOR(3,*,*), 
    c VECTOR(3,FLOAT32,*)
)

/


--- upgrade
SELECT 'Hello World|  hello world  |  HELLO WORLD  |HelloWorld|Hello World|Hello|dlroW olleH|00a|x--|    y';


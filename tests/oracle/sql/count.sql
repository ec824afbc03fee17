-- count: each E line
WITH RECURSIVE
obs AS (
	SELECT line.*, '@NAME@' AS measure, @WHAT@ AS num, @DEN@ AS den, '' AS since, '' AS due FROM line WHERE @EVENT@),

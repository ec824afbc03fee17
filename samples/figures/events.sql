-- How many lines there are of each event.
SELECT 'events' AS measure, event AS part, 'all' AS period, count(*) AS num, '' AS den
FROM event GROUP BY event ORDER BY event;

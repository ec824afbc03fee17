-- Referrals in each month.
SELECT 'referrals' AS measure, '' AS part, period, count(event) AS num, '' AS den
FROM month LEFT JOIN event ON event = 'referral' AND substr(date, 1, 7) = period
GROUP BY period ORDER BY period;

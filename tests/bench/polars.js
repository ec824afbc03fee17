// Re-referrals within 12 months by month, by Polars: node polars.js MODULES FILE
// A file whose name ends in .csv is quoted; others are a stream. The binding has no calendar of its
// own to add months with, so the anniversary is text, as in repeat.awk.
const [, , modules, file] = process.argv;
const pl = require(`${modules}/nodejs-polars`);
const { col } = pl;
const day = col("day");
const earlier = col("earlier");
const form = file.endsWith(".csv") ? { sep: ",", quoteChar: '"' }
	: { sep: "\t", quoteChar: undefined };

const year = earlier.str.slice(0, 4).cast(pl.Int32).plus(pl.lit(1)).cast(pl.Int32);
const anniversary = pl.concatString([year.cast(pl.Utf8), earlier.str.slice(4, 6)], "");
const figures = pl.scanCSV(file, { ...form, inferSchemaLength: 0 })
	.filter(col("event").eq(pl.lit("referral")))
	.select(col("person"), col("date").str.slice(0, 10).alias("day"))
	.groupBy(["person", "day"]).agg(pl.len().alias("den"))
	.sort(["person", "day"])
	.withColumns(day.shift(1).over("person").alias("earlier"))
	.withColumns(day.str.slice(0, 7).alias("month"), anniversary.alias("limit"))
	.withColumns(pl.when(day.ltEq(col("limit"))).then(col("den")).otherwise(pl.lit(0)).alias("num"))
	.groupBy(["month"]).agg(col("num").sum(), col("den").sum())
	.sort(["month"])
	.collectSync();
process.stdout.write(figures.rows().map((row) => `${row.join("\t")}\n`).join(""));

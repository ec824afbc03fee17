/*
 * duckdb: asks DuckDB's engine what files of SQL ask, and writes the answers: duckdb FILE.sql...
 * The engine is the libduckdb.so of its npm package, which brings no header: what is called of its
 * C interface is declared here. Two threads; no start-up of node is charged to it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 1 << 16 };

/* As in duckdb.h of release 1: all of it is the engine's own. */
struct result {
	uint64_t counts[3];
	void *columns;
	char *message;
	void *inner;
};

int duckdb_create_config(void **config);
int duckdb_set_config(void *config, const char *name, const char *value);
int duckdb_open_ext(const char *path, void **database, void *config, char **message);
int duckdb_connect(void *database, void **connection);
int duckdb_query(void *connection, const char *sql, struct result *result);
const char *duckdb_result_error(struct result *result);
uint64_t duckdb_row_count(struct result *result);
uint64_t duckdb_column_count(struct result *result);
char *duckdb_value_varchar(struct result *result, uint64_t column, uint64_t row);
void duckdb_free(void *value);
void duckdb_destroy_result(struct result *result);
void duckdb_disconnect(void **connection);
void duckdb_close(void **database);

static void *open_engine(void **database)
{
	void *config, *connection;

	if (duckdb_create_config(&config) != 0 || duckdb_set_config(config, "threads", "2") != 0
			|| duckdb_open_ext(NULL, database, config, NULL) != 0
			|| duckdb_connect(*database, &connection) != 0) {
		fputs("duckdb: the engine does not start\n", stderr);
		exit(2);
	}
	return connection;
}

/* All statements of the file; the last one's rows are written. */
static void ask(void *connection, const char *path)
{
	static char sql[MOST];
	FILE *file = fopen(path, "r");
	struct result result;
	uint64_t row, column, rows, columns;

	if (file == NULL) {
		perror(path);
		exit(2);
	}
	sql[fread(sql, 1, MOST - 1, file)] = '\0';
	fclose(file);
	if (duckdb_query(connection, sql, &result) != 0) {
		fprintf(stderr, "duckdb: %s: %s\n", path, duckdb_result_error(&result));
		exit(2);
	}
	rows = duckdb_row_count(&result);
	columns = duckdb_column_count(&result);
	for (row = 0; row < rows; row++)
		for (column = 0; column < columns; column++) {
			char *value = duckdb_value_varchar(&result, column, row);

			printf("%s%c", value ? value : "", column + 1 < columns ? '\t' : '\n');
			duckdb_free(value);
		}
	duckdb_destroy_result(&result);
}

int main(int argc, char **argv)
{
	void *database, *connection = open_engine(&database);
	int i;

	for (i = 1; i < argc; i++)
		ask(connection, argv[i]);
	duckdb_disconnect(&connection);
	duckdb_close(&database);
	return fflush(stdout) == 0 ? 0 : 2;
}

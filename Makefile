# kpipes. A filter is filters/FOLDER/NAME.c, or a folder filters/FOLDER/NAME/ with all its .c files;
# names are taken from the folders, so adding a filter edits nothing here.
#
#   make            the filters, in bin/
#   make demo       the sample authority through the pipes
#   make check      every test
#   make install PREFIX=/usr/local
#   make asan portable lint browser oracle N=200 fuzz bench LINES=1000000 ONLY=sort samples clean

MAKEFLAGS += --no-builtin-rules
CC = cc
AR = ar
PREFIX = /usr/local
OUT = bin
BUILD = build
VERSION = 0.1
OPTIMISE = -O2
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
HARDEN_LINK = -pie -Wl,-z,relro,-z,now
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wformat=2
ifdef WERROR
WARN += -Werror
endif
CPPFLAGS = -D_POSIX_C_SOURCE=200809L -DKPI_VERSION='"$(VERSION)"' -Ifilters/lib
CFLAGS = -std=c11 -g $(OPTIMISE) $(HARDEN) $(WARN)
LDFLAGS = $(HARDEN_LINK) -Wl,--as-needed
N = 20

# One short line a command; make V=1 shows it whole.
run = $(if $(V),,@echo '  $(1) $@' &&) $(2)

# The libraries that single filters need; a filter whose header is missing is left out, and told.
NEEDS_cin = expat
NEEDS_pseudonym = sodium
NEEDS_xlsx = xlsxwriter
have = $(shell printf '\043include <$(1).h>\n' | $(CC) -E - >/dev/null 2>&1 && echo yes)

FOLDERS = intake measures board figures display
SINGLE = $(wildcard $(FOLDERS:%=filters/%/*.c))
FOLDED = $(patsubst %/,%,$(dir $(wildcard $(FOLDERS:%=filters/%/*/main.c))))
NAMES = $(notdir $(SINGLE:.c=) $(FOLDED))
WANTED = $(foreach name,$(NAMES),$(if $(NEEDS_$(name)),$(if $(call have,$(NEEDS_$(name))),$(name)),$(name)))
LEFT_OUT = $(filter-out $(WANTED),$(NAMES))
MEASURES = $(patsubst filters/measures/%.c,%,$(wildcard filters/measures/*.c))
LIB = $(patsubst filters/%.c,$(BUILD)/%.o,$(filter-out %/measure_main.c,$(wildcard filters/lib/*.c))) \
	$(BUILD)/vocabulary.o
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))
MANUALS = $(wildcard $(FOLDERS:%=filters/%/*.1) $(FOLDERS:%=filters/%/*/*.1)) $(wildcard filters/*.7 filters/*/*.7 filters/*/*/*.5)

all: $(WANTED:%=$(OUT)/kpi-%)
	@$(if $(LEFT_OUT),echo "left out for want of a library: $(foreach name,$(LEFT_OUT),kpi-$(name) ($(NEEDS_$(name))))")

$(BUILD)/%.o: filters/%.c Makefile
	@mkdir -p $(@D)
	$(call run,CC,$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<)

$(BUILD)/libkpi.a: $(LIB)
	@rm -f $@
	@$(AR) rcs $@ $^

# What there is to know of an event's name is written once, in scripts/events.tsv.
$(BUILD)/vocabulary.c: scripts/events.tsv Makefile
	@mkdir -p $(@D)
	@awk -F'\t' 'BEGIN { print "#include \"vocabulary.h\"\n#include <stddef.h>\n" } \
		NR == 1 { for (i = 1; i <= NF; i++) at[$$i] = i; next } \
		{ events = events "\t{ \"" $$at["event"] "\", \"" $$at["kind"] "\", \"" \
			$$at["closed_by"] "\", \"" $$at["ref"] "\", \"" $$at["within"] "\" },\n" } \
		END { print "const struct vocabulary_event vocabulary_events[] = {\n" events \
				"\t{ NULL, NULL, NULL, NULL, NULL },\n};" }' $< > $@

$(BUILD)/vocabulary.o: $(BUILD)/vocabulary.c filters/lib/vocabulary.h Makefile
	$(call run,CC,$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<)

# A measure is its module under the one main of all measures.
$(BUILD)/mains/%.o: filters/lib/measure_main.c Makefile
	@mkdir -p $(@D)
	$(call run,CC,$(CC) $(CPPFLAGS) -DMEASURE=measure_$* $(CFLAGS) -MMD -MP -c -o $@ $<)

# kpi-board links all modules; the archive gives them to it alone.
MODULES = $(MEASURES:%=$(BUILD)/measures/%.o)
$(BUILD)/modules.c: Makefile $(wildcard filters/measures/*.c)
	@mkdir -p $(@D)
	@{ echo '#include "modules.h"'; echo '#include <stddef.h>'; \
		printf 'extern const struct measure measure_%s;\n' $(MEASURES); \
		echo 'const struct measure *const modules[] = {'; \
		printf '\t&measure_%s,\n' $(MEASURES); echo '\tNULL,'; echo '};'; } > $@

$(BUILD)/modules.o: $(BUILD)/modules.c filters/lib/modules.h Makefile
	$(call run,CC,$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<)

$(BUILD)/libmeasures.a: $(MODULES) $(BUILD)/modules.o
	@rm -f $@
	@$(AR) rcs $@ $^

# $(1) the name, $(2) its objects
define program
$(OUT)/kpi-$(1): $(2) $(BUILD)/libmeasures.a $(BUILD)/libkpi.a
	@mkdir -p $(OUT)
	$$(call run,LD,$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $(2) $(BUILD)/libmeasures.a $(BUILD)/libkpi.a $$(LDLIBS) $(NEEDS_$(1):%=-l%) -lpcre2-8 -lcsv -lm)
endef
object = $(patsubst filters/%.c,$(BUILD)/%.o,$(1))
$(foreach file,$(filter-out filters/measures/%,$(SINGLE)),$(eval $(call program,$(basename $(notdir $(file))),$(call object,$(file)))))
$(foreach folder,$(FOLDED),$(eval $(call program,$(notdir $(folder)),$(call object,$(wildcard $(folder)/*.c)))))
$(foreach name,$(MEASURES),$(eval $(call program,$(name),$(BUILD)/measures/$(name).o $(BUILD)/mains/$(name).o)))

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/libkpi.a
	@mkdir -p $(@D)
	$(call run,LD,$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/libkpi.a -lcmocka -lpcre2-8 -lcsv -lm)

$(BUILD)/authority: $(wildcard samples/*.c samples/*.h) Makefile
	@mkdir -p $(@D)
	$(call run,LD,$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c,$^))

samples/events.tsv: $(BUILD)/authority
	$(BUILD)/authority > $@.part && mv $@.part $@

samples: samples/events.tsv

demo:
	@scripts/setup
	@$(MAKE) -s all samples
	@scripts/demo

check:
	@scripts/setup --check
	@$(MAKE) -s all samples units
	@tests/check

units: $(UNITS)

oracle: all
	tests/oracle/run $(N)

# The tests again, on filters that watch their own memory.
asan:
	$(MAKE) OUT=$(BUILD)/asan/bin BUILD=$(BUILD)/asan OPTIMISE=-O1 HARDEN= HARDEN_LINK= \
		CFLAGS='-std=c11 -g -O1 $(WARN) -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' all
	KPI_BIN=$(CURDIR)/$(BUILD)/asan/bin ASAN_OPTIONS=detect_leaks=0 \
		prove tests/run-cases tests/crew tests/shares tests/oracle/run

# The same with the portable twin of the vector code alone (scan.h).
portable:
	$(MAKE) OUT=$(BUILD)/portable/bin BUILD=$(BUILD)/portable OPTIMISE='-O2 -DKPI_PORTABLE' all
	KPI_BIN=$(CURDIR)/$(BUILD)/portable/bin prove tests/run-cases tests/oracle/run

lint:
	tests/lint

# The page of kpi-report in a real browser; what that needs is put in, and check does without it.
browser: all samples
	@tests/browser/install
	@tests/check tests/browser/check

# The two ways of cutting CSV rows against each other, for two minutes.
fuzz:
	tests/fuzz/run 120

bench: all $(BUILD)/authority
	@scripts/setup --bench
	@tests/bench/engines
	@scripts/bench $(LINES:%=--lines %) $(ONLY:%=--only %)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/man/man7 $(DESTDIR)$(PREFIX)/share/kpipes/maps
	install -m 755 $(WANTED:%=$(OUT)/kpi-%) scripts/kpi-annexa scripts/kpi-parallel scripts/kpi-plot scripts/kpi-run \
		$(DESTDIR)$(PREFIX)/bin
	for page in $(filter %.1,$(MANUALS)); do \
		install -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man1/kpi-$${page##*/}; done
	for page in $(filter %.7,$(MANUALS)); do \
		install -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man7; done
	install -d $(DESTDIR)$(PREFIX)/share/man/man5
	for page in $(filter %.5,$(MANUALS)); do \
		install -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man5; done
	install -m 644 $(wildcard scripts/*.tsv scripts/*.csv) $(DESTDIR)$(PREFIX)/share/kpipes
	install -m 644 scripts/maps/*.map $(DESTDIR)$(PREFIX)/share/kpipes/maps

clean:
	rm -rf $(BUILD) bin samples/events.tsv

.PHONY: all samples demo check units oracle asan portable lint browser fuzz bench install clean
$(BUILD)/%.d: ;
-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d)

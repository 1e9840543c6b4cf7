.PHONY: run test test-long bench format setup

run: ; @bin/run
test: ; @bin/test
test-long: ; @bin/test-long
bench: ; @bin/bench
format: ; @bin/format
setup: ; @bin/setup

// The entry point that all test programs share, compiled once.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

// The contract language, whole: what a contract's source includes.
#pragma once

#include "mozi/dsl/program.hpp"
#include "mozi/dsl/syntax.hpp"

// A contract is built once, to be traced, and never deleted through a base.
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"

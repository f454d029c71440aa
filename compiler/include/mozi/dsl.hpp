// The contract language, whole: what a contract's source includes.
#pragma once

#include "mozi/dsl/program.hpp"
#include "mozi/dsl/syntax.hpp"

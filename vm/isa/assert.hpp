// MOZI_ASSERT: states what must hold whatever the input; a violation is our own mistake.
#pragma once

#include <cstdio>
#include <cstdlib>

#ifdef NDEBUG
#define MOZI_ASSERT(cond, what) static_cast<void>(sizeof(cond))
#else
/// Stops the program in builds with assertions; release builds check nothing.
#define MOZI_ASSERT(cond, what) \
  ((cond)                       \
       ? static_cast<void>(0)   \
       : (std::fprintf(stderr, "%s:%d: must hold: %s\n", __FILE__, __LINE__, what), std::abort()))
#endif

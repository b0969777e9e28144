// The engine as Python sees it; its types stand in ../_search.pyi.
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include "build.hpp"

NB_MODULE(_search, module) {
  module.def("build", &loopwise::build, "Compiler and language this module was built with.");
}

// The engine's own tests, built and run under the sanitizers by `sh packaging/engine check`.
#include <cstdio>

#include "build.hpp"

int main() {
  if (loopwise::build().find("C++17") == std::string::npos) {
    std::fputs("build() does not name the language\n", stderr);
    return 1;
  }
  std::puts("All engine tests passed.");
  return 0;
}

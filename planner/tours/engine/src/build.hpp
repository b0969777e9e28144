// What this build of the engine was made with.
#pragma once

#include <string>

namespace loopwise {

// Compiler and language, e.g. "g++ 12.2, C++17": two builds that say the same give the same plans.
std::string build();

}  // namespace loopwise

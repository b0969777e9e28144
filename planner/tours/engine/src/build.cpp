#include "build.hpp"

namespace loopwise {

std::string build() {
#if defined(__clang__)
    const std::string compiler =
        "clang " + std::to_string(__clang_major__) + "." + std::to_string(__clang_minor__);
#elif defined(__GNUC__)
    const std::string compiler =
        "g++ " + std::to_string(__GNUC__) + "." + std::to_string(__GNUC_MINOR__);
#elif defined(_MSC_VER)
    const std::string compiler = "msvc " + std::to_string(_MSC_VER);
#else
    const std::string compiler = "unknown compiler";
#endif
    return compiler + ", C++17";
}

}  // namespace loopwise

// Numbers of clients, routes and days are ints; vectors count in std::size_t.
#pragma once

#include <cstddef>

namespace loopwise {

template <class Row>
auto& at(Row& row, int number) {
    return row[static_cast<std::size_t>(number)];
}

}  // namespace loopwise

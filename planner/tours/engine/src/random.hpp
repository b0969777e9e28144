// Random numbers that are the same on every machine, one stream for each search.
#pragma once

#include <cstdint>

namespace loopwise {

// xoshiro256++ seeded by splitmix64 (Blackman and Vigna 2021, "Scrambled linear pseudorandom
// number generators", ACM TOMS 47). The standard library's distributions differ between its
// makers; these do not.
class Random {
public:
    explicit Random(std::uint64_t seed) {
        for (auto& word : state_) word = split(seed);
    }

    std::uint64_t next() {
        const std::uint64_t result = turned(state_[0] + state_[3], 23) + state_[0];
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = turned(state_[3], 45);
        return result;
    }

    // From 0 up to, not including, 1.
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    // A whole number from 0 up to, not including, `count`, which is at least 1.
    int below(int count) {
        const auto wide = (next() >> 32) * static_cast<std::uint64_t>(count);
        return static_cast<int>(wide >> 32);
    }

    bool chance(double share) { return unit() < share; }

private:
    static std::uint64_t turned(std::uint64_t word, int by) {
        return (word << by) | (word >> (64 - by));
    }

    static std::uint64_t split(std::uint64_t& seed) {
        seed += 0x9e3779b97f4a7c15ULL;
        std::uint64_t word = seed;
        word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9ULL;
        word = (word ^ (word >> 27)) * 0x94d049bb133111ebULL;
        return word ^ (word >> 31);
    }

    std::uint64_t state_[4];
};

}  // namespace loopwise

// Small territories drawn by lot, for the engine's own tests.
#pragma once

#include <cmath>

#include "problem.hpp"
#include "random.hpp"

namespace loopwise {

inline void draw_tables(Problem& problem, Random& random) {
    std::vector<double> x, y;
    for (int p = 0; p < problem.places; ++p) {
        x.push_back(30000 * random.unit());
        y.push_back(30000 * random.unit());
    }
    for (int a = 0; a < problem.places; ++a) {
        for (int b = 0; b < problem.places; ++b) {
            const auto i = static_cast<std::size_t>(a);
            const auto j = static_cast<std::size_t>(b);
            const double metres = std::hypot(x[i] - x[j], y[i] - y[j]);
            const double seconds =
                a == b ? 0 : std::floor(metres / 14 * (0.9 + 0.2 * random.unit()));
            problem.cost.push_back(seconds);
            problem.seconds.push_back(seconds);
        }
    }
}

inline void draw_client(Problem& problem, Random& random, int place) {
    Client client{place, 900.0 * (1 + random.below(4)),
                  0,     static_cast<int>(problem.patterns.size()),
                  0,     kNever,
                  -1};
    const bool twice = random.chance(0.2);
    const int first_visit = static_cast<int>(problem.visits.size());
    for (int v = 0; v < (twice ? 2 : 1); ++v) {
        const int first = static_cast<int>(problem.visit_days.size());
        for (int d = twice ? 2 * v : 0; d < (twice ? 2 * v + 2 : problem.days); ++d)
            problem.visit_days.push_back(d);
        problem.visits.push_back({first, static_cast<int>(problem.visit_days.size()) - first});
    }
    problem.patterns.push_back({first_visit, twice ? 2 : 1, 0});
    client.patterns = 1;
    if (random.chance(0.9)) {  // may be left out
        problem.patterns.push_back({0, 0, 1000 + 8000 * random.unit()});
        client.patterns = 2;
    }
    for (int d = 0; d < problem.days; ++d) {
        problem.span_first.push_back(static_cast<int>(problem.spans.size()));
        const double opens = 3600 * random.below(4);
        if (random.chance(0.5)) {
            problem.spans.push_back({opens, opens + 7200});
            problem.spans.push_back({opens + 14400, opens + 28800});
        } else if (random.chance(0.8)) {
            problem.spans.push_back({0, 36000});
        } else {
            problem.spans.push_back({opens + 3600, opens + 3000});  // agreed, with time to spare
        }
    }
    problem.clients.push_back(client);
}

// Four days of ten hours with windows, left-out values and some clients seen twice.
inline Problem some_week(std::uint64_t seed, int clients, bool lunch, bool limits) {
    Random random(seed);
    Problem problem;
    problem.places = clients + 2;
    problem.days = 4;
    problem.most_nights = 1;
    draw_tables(problem, random);
    for (int d = 0; d < problem.days; ++d) {
        const Lunch pause{4 * 3600.0, 6 * 3600.0, lunch ? 1800.0 : 0.0};
        problem.frames.push_back({d, 0, 0, 0, 36000, pause, limits ? 4 * 3600.0 : kNever,
                                  limits ? 8 * 3600.0 : kNever, kNever,
                                  limits ? 5 * 3600.0 : kNever, limits ? 0.5 : 0.0});
    }
    for (int c = 0; c < clients; ++c) draw_client(problem, random, c + 2);
    problem.span_first.push_back(static_cast<int>(problem.spans.size()));
    if (seed % 2 == 1) problem.nights.push_back({1, 0, {{0, 0}, {1, 600}}});
    problem.prepare();
    return problem;
}

}  // namespace loopwise

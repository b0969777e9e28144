// The engine's own tests, built and run under the sanitizers by `sh packaging/engine check`.
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "build.hpp"
#include "territories.hpp"
#include "team.hpp"

using namespace loopwise;

namespace {

int failed = 0;

void expect(bool holds, const char* what, std::uint64_t seed) {
    if (holds) return;
    ++failed;
    std::fprintf(stderr, "seed %llu: %s\n", static_cast<unsigned long long>(seed), what);
}

Result solved(const Problem& problem, std::uint64_t seed, std::int64_t steps, int searches = 2) {
    std::atomic<bool> stop{false};
    return Team(problem, seed, searches).run(Budget{kNever, steps}, nullptr, nullptr, stop);
}

bool same_routes(const Plan& one, const Plan& other) {
    for (std::size_t r = 0; r < one.routes.size(); ++r) {
        const auto& a = one.routes[r].stops;
        const auto& b = other.routes[r].stops;
        if (a.size() != b.size()) return false;
        for (std::size_t p = 0; p < a.size(); ++p) {
            if (a[p].client != b[p].client) return false;
        }
    }
    return true;
}

// The constant-time test of an insertion says what driving the whole day says.
void test_that_fits_agrees_with_the_whole_day_driven(std::uint64_t seed) {
    const Problem problem = some_week(seed, 12, seed % 2 == 0, seed % 3 == 0);
    const Result result = solved(problem, seed, 200, 1);
    for (std::size_t r = 0; r < problem.frames.size(); ++r) {
        const Route& route = result.best.plan.routes[r];
        const Timing timing(problem, static_cast<int>(r));
        for (int c = 0; c < problem.size(); ++c) {
            for (int p = 0; p <= route.size(); ++p) {
                Route longer = route;
                Stop stop{};
                stop.client = c;
                stop.place = at(problem.clients, c).place;
                longer.stops.insert(longer.stops.begin() + p, stop);
                timing.retime(longer);
                const bool fits = timing.fits(route, c, p, longer.driving - route.driving);
                expect(fits == longer.holds, "fits and the whole day differ", seed);
            }
        }
    }
}

// What the search adds up from differences is what the plan costs.
void test_that_the_cost_is_that_of_the_plan(std::uint64_t seed) {
    const Problem problem = some_week(seed, 30, true, false);
    const Result result = solved(problem, seed, 1500);
    const double cost = Costing(problem).of_plan(result.best.plan, Prices{0, 0});
    expect(std::abs(cost - result.best.cost) < 1e-6, "the cost is another plan's", seed);
}

void test_that_the_same_steps_give_the_same_plan(std::uint64_t seed) {
    const Problem problem = some_week(seed, 25, true, true);
    const Result one = solved(problem, seed, 800);
    const Result other = solved(problem, seed, 800);
    expect(one.best.cost == other.best.cost, "two runs differ in cost", seed);
    expect(same_routes(one.best.plan, other.best.plan), "two runs differ in their plan", seed);
}

void test_that_more_steps_are_no_worse(std::uint64_t seed) {
    const Problem problem = some_week(seed, 40, false, false);
    const double few = solved(problem, seed, 50).best.cost;
    expect(solved(problem, seed, 5000).best.cost <= few * 1.001, "a longer search is worse", seed);
}

void test_that_a_search_can_begin_from_a_plan(std::uint64_t seed) {
    const Problem problem = some_week(seed, 30, true, false);
    const Found before = solved(problem, seed, 1000).best;
    std::atomic<bool> stop{false};
    const Result after =
        Team(problem, seed + 1, 1).run(Budget{kNever, 10}, &before.plan, nullptr, stop);
    expect(after.best.cost <= before.cost + 1e-6, "the plan begun from was lost", seed);
}

void test_that_a_stop_is_heard_at_once(std::uint64_t seed) {
    const Problem problem = some_week(seed, 60, true, false);
    std::atomic<bool> stop{false};
    int told = 0;
    const auto tell = [&](const Progress&) {
        stop = ++told == 3;
        return true;
    };
    const Result result = Team(problem, seed, 2).run(Budget{3600, -1}, nullptr, tell, stop);
    expect(told == 3 && result.took < 60, "the search went on after the stop", seed);
}

void test_that_numbers_without_sense_are_refused() {
    for (const double wrong : {std::nan(""), kNever, -1.0}) {
        Problem problem = some_week(1, 5, false, false);
        problem.seconds[1] = wrong;
        bool refused = false;
        try {
            problem.prepare();
        } catch (const std::invalid_argument&) {
            refused = true;
        }
        expect(refused, "a time that is none was taken", 1);
    }
}

}  // namespace

int main() {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        test_that_fits_agrees_with_the_whole_day_driven(seed);
        test_that_the_cost_is_that_of_the_plan(seed);
        test_that_a_search_can_begin_from_a_plan(seed);
    }
    test_that_the_same_steps_give_the_same_plan(5);
    test_that_more_steps_are_no_worse(6);
    test_that_a_stop_is_heard_at_once(7);
    test_that_numbers_without_sense_are_refused();
    expect(loopwise::build().find("C++17") != std::string::npos, "the language is not named", 0);
    if (failed == 0) std::puts("All engine tests passed.");
    return failed == 0 ? 0 : 1;
}

// The engine as Python sees it; its types stand in ../_search.pyi.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <stdexcept>

#include "build.hpp"
#include "team.hpp"

namespace nb = nanobind;
using namespace loopwise;

namespace {

using Table = nb::ndarray<const double, nb::shape<-1, -1>, nb::c_contig, nb::device::cpu>;
using Days = std::vector<int>;

constexpr double kBetweenReports = 0.02;  // seconds; a cancel is heard in twice that

std::vector<double> cells(const Table& table) {
    return {table.data(), table.data() + table.size()};
}

// Set from any thread, it ends a search.
struct Halt {
    std::atomic<bool> set{false};
};

struct Outcome {
    std::vector<std::vector<int>> routes;
    std::vector<int> patterns;
    std::vector<int> nights;
    double cost = 0;
    bool feasible = false;
    std::int64_t iterations = 0;
    double took = 0;
    double share = 1;
};

Outcome outcome(const Problem& problem, const Found& found) {
    Outcome out;
    for (const Route& route : found.plan.routes) {
        auto& clients = out.routes.emplace_back();
        for (const Stop& stop : route.stops) clients.push_back(stop.client);
    }
    for (int c = 0; c < problem.size(); ++c) {
        const int pattern = at(found.plan.pattern, c);
        const int first = at(problem.clients, c).first_pattern;
        out.patterns.push_back(pattern == kUnserved ? kUnserved : pattern - first);
    }
    out.nights = found.plan.night;
    out.cost = found.cost;
    for (int pattern : out.patterns) {
        if (pattern == kUnserved) out.cost -= problem.must();  // legs, patterns and nights alone
    }
    out.feasible = found.feasible;
    return out;
}

void add_client(Problem& problem, int place, double seconds, double load,
                const std::vector<std::pair<double, std::vector<Days>>>& patterns,
                const std::vector<std::vector<std::pair<double, double>>>& spans) {
    if (static_cast<int>(spans.size()) != problem.days) {
        throw std::invalid_argument("a client needs the spans of each day");
    }
    Client client{place,
                  seconds,
                  load,
                  static_cast<int>(problem.patterns.size()),
                  static_cast<int>(patterns.size()),
                  kNever,
                  -1};
    for (const auto& [cost, visits] : patterns) {
        problem.patterns.push_back(
            {static_cast<int>(problem.visits.size()), static_cast<int>(visits.size()), cost});
        for (const Days& days : visits) {
            problem.visits.push_back(
                {static_cast<int>(problem.visit_days.size()), static_cast<int>(days.size())});
            problem.visit_days.insert(problem.visit_days.end(), days.begin(), days.end());
        }
    }
    for (const auto& of_day : spans) {
        problem.span_first.push_back(static_cast<int>(problem.spans.size()));
        for (const auto& [from, until] : of_day) problem.spans.push_back({from, until});
    }
    problem.clients.push_back(client);
}

void prepare(Problem& problem) {
    problem.span_first.push_back(static_cast<int>(problem.spans.size()));
    problem.prepare();
}

Outcome run(const Problem& problem, double seconds, std::int64_t iterations, std::uint64_t seed,
            int searches, std::optional<Outcome> start, Halt& stop,
            std::optional<std::function<bool(Outcome)>> tell) {
    std::optional<Plan> from;
    if (start) from = rebuilt(problem, start->routes, start->patterns, start->nights);
    double told = 0;
    const auto report = [&](const Progress& progress) {
        if (progress.took - told < kBetweenReports && progress.share < 1) return true;
        told = progress.took;
        nb::gil_scoped_acquire gil;
        if (PyErr_CheckSignals() != 0) throw nb::python_error();
        if (!tell) return true;
        Outcome so_far = outcome(problem, *progress.best);
        so_far.iterations = progress.steps;
        so_far.took = progress.took;
        so_far.share = progress.share;
        return (*tell)(so_far);
    };
    Result result;
    {
        nb::gil_scoped_release free;
        Team team(problem, seed, searches);
        result = team.run(Budget{seconds, iterations}, from ? &*from : nullptr, report, stop.set);
    }
    Outcome out = outcome(problem, result.best);
    out.iterations = result.steps;
    out.took = result.took;
    return out;
}

}  // namespace

NB_MODULE(_search, module) {
    module.def("build", &loopwise::build, "Compiler and language this module was built with.");

    nb::class_<Problem>(module, "Problem")
        .def("__init__",
             [](Problem* problem, const Table& cost, const Table& seconds, int days,
                int most_nights, bool soft_limits) {
                 new (problem) Problem();
                 problem->places = static_cast<int>(cost.shape(0));
                 problem->cost = cells(cost);
                 problem->seconds = cells(seconds);
                 problem->days = days;
                 problem->most_nights = most_nights;
                 problem->soft_limits = soft_limits;
             })
        .def("add_frame",
             [](Problem& problem, int day, int start, int end, double opens, double shuts,
                double lunch_opens, double lunch_shuts, double lunch_seconds, double most_driving,
                double most_working, double most_load, double usual_work, double over_price) {
                 problem.frames.push_back({day,
                                           start,
                                           end,
                                           opens,
                                           shuts,
                                           {lunch_opens, lunch_shuts, lunch_seconds},
                                           most_driving,
                                           most_working,
                                           most_load,
                                           usual_work,
                                           over_price});
             })
        .def("add_client", &add_client)
        .def("add_night",
             [](Problem& problem, int frame, int group,
                const std::vector<std::pair<int, double>>& places) {
                 Night night{frame, group, {}};
                 for (const auto& [place, cost] : places) night.places.push_back({place, cost});
                 problem.nights.push_back(night);
             })
        .def("prepare", &prepare);

    nb::class_<Halt>(module, "Stop").def(nb::init<>()).def("set", [](Halt& stop) {
        stop.set = true;
    });

    nb::class_<Outcome>(module, "Outcome")
        .def("__init__",
             [](Outcome* out, std::vector<std::vector<int>> routes, std::vector<int> patterns,
                std::vector<int> nights) {
                 new (out) Outcome();
                 out->routes = std::move(routes);
                 out->patterns = std::move(patterns);
                 out->nights = std::move(nights);
             })
        .def_ro("routes", &Outcome::routes)
        .def_ro("patterns", &Outcome::patterns)
        .def_ro("nights", &Outcome::nights)
        .def_ro("cost", &Outcome::cost)
        .def_ro("feasible", &Outcome::feasible)
        .def_ro("iterations", &Outcome::iterations)
        .def_ro("took", &Outcome::took)
        .def_ro("share", &Outcome::share);

    module.def("run", &run, nb::arg("problem"), nb::arg("seconds"), nb::arg("iterations"),
               nb::arg("seed"), nb::arg("searches"), nb::arg("start").none(), nb::arg("stop"),
               nb::arg("tell").none());
}

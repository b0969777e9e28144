// From numbers of clients to a plan that can be searched on.
#include <algorithm>
#include <stdexcept>

#include "plan.hpp"

namespace loopwise {

namespace {

bool may_be_on(const Problem& problem, const Visit& visit, int day) {
    const auto first = problem.visit_days.begin() + visit.first_day;
    return std::find(first, first + visit.days, day) != first + visit.days;
}

class Rebuilding {
public:
    Rebuilding(const Problem& problem, const std::vector<std::vector<int>>& routes,
               const std::vector<int>& patterns, const std::vector<int>& nights)
        : problem_(problem), costing_(problem), draft_(problem, costing_) {
        if (routes.size() > problem.frames.size() || patterns.size() > problem.clients.size() ||
            nights.size() > problem.nights.size()) {
            throw std::invalid_argument("the plan to begin from is another problem's");
        }
        for (int n = 0; n < static_cast<int>(nights.size()); ++n) set_night(n, at(nights, n));
        draft_.settle();
        for (int c = 0; c < static_cast<int>(patterns.size()); ++c) set_pattern(c, at(patterns, c));
        for (int r = 0; r < static_cast<int>(routes.size()); ++r) fill(r, at(routes, r));
        for (int c = 0; c < problem.size(); ++c) {
            if (!is_seen(c)) leave_out(c);
        }
        for (int r = 0; r < static_cast<int>(routes.size()); ++r) empty_broken(r);
        draft_.settle();
    }

    Plan plan() const { return draft_.plan(); }

private:
    void set_night(int night, int choice) {
        const auto places = at(problem_.nights, night).places.size();
        if (choice < 0 || choice >= static_cast<int>(places)) {
            throw std::invalid_argument("a night of the plan to begin from is unknown");
        }
        draft_.choose_night(night, choice);
    }

    void set_pattern(int client, int pattern) {
        const Client& who = at(problem_.clients, client);
        const bool known = pattern >= 0 && pattern < who.patterns;
        draft_.choose(client, known ? who.first_pattern + pattern : kUnserved);
    }

    void fill(int route, const std::vector<int>& clients) {
        const int day = at(problem_.frames, route).day;
        for (int client : clients) {
            if (client < 0 || client >= problem_.size()) {
                throw std::invalid_argument("a client of the plan to begin from is unknown");
            }
            const int visit = open_visit(client, day);
            if (visit == kNowhere || stands_in(client, route)) continue;
            const int size = at(draft_.plan().routes, route).size();
            draft_.put_in(client, visit, route, size);
        }
    }

    int open_visit(int client, int day) const {
        const int chosen = at(draft_.plan().pattern, client);
        for (int v = 0; v < draft_.visits_of(client); ++v) {
            const int first = at(problem_.patterns, chosen).first_visit;
            const Visit& visit = at(problem_.visits, first + v);
            if (draft_.route_of(client, v) == kNowhere && may_be_on(problem_, visit, day)) return v;
        }
        return kNowhere;
    }

    bool stands_in(int client, int route) const {
        for (int v = 0; v < problem_.most_visits; ++v) {
            if (draft_.route_of(client, v) == route) return true;
        }
        return false;
    }

    bool is_seen(int client) const {
        for (int v = 0; v < draft_.visits_of(client); ++v) {
            if (draft_.route_of(client, v) != kNowhere) return true;
        }
        return draft_.visits_of(client) == 0;
    }

    void leave_out(int client) {
        draft_.take_out_all(client);
        draft_.settle();
        const int out = at(problem_.clients, client).empty_pattern;
        draft_.choose(client, out);
    }

    void empty_broken(int route) {
        if (problem_.soft_limits) return;
        const auto& broken = at(draft_.plan().routes, route);
        while (!broken.holds && !broken.stops.empty()) leave_out(broken.stops.back().client);
    }

    const Problem& problem_;
    Costing costing_;
    Draft draft_;
};

}  // namespace

Plan rebuilt(const Problem& problem, const std::vector<std::vector<int>>& routes,
             const std::vector<int>& patterns, const std::vector<int>& nights) {
    return Rebuilding(problem, routes, patterns, nights).plan();
}

}  // namespace loopwise

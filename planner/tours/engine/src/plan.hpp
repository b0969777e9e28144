// A plan, and a draft of the next one that is kept or dropped as a whole.
#pragma once

#include <vector>

#include "problem.hpp"
#include "route.hpp"

namespace loopwise {

constexpr int kNowhere = -1;
constexpr int kUnserved = -1;  // a pattern: no way was found, though the client must be in

struct Plan {
    std::vector<Route> routes;  // one of each frame
    std::vector<int> pattern;   // chosen by each client
    std::vector<int> at;        // client x most_visits: the route of each visit
    std::vector<int> night;     // chosen place of each night
};

// A plan from the clients of each route and the pattern of each client, counted from its first one.
// Stops that a client's pattern has no visit for are passed over, and routes that break a rule of
// their day are shortened; visits that are missing then are `Annealing::start`'s to put in.
Plan rebuilt(const Problem& problem, const std::vector<std::vector<int>>& routes,
             const std::vector<int>& patterns, const std::vector<int>& nights);

// What going over a soft limit costs for each unit; adapted while searching.
struct Prices {
    double load;
    double time;
};

// The sum that the search makes small; `Prices` only count where limits are soft.
class Costing {
public:
    explicit Costing(const Problem& problem) : problem_(problem) {}

    double of_route(const Route& route, int frame, const Prices& prices) const;
    double of_client(int client, int pattern) const;
    double of_night(int night, int choice) const;
    double of_plan(const Plan& plan, const Prices& prices) const;

    double over_load(const Route& route, int frame) const;
    double over_time(const Route& route, int frame) const;
    bool within_limits(const Plan& plan) const;
    bool serves_all(const Plan& plan) const;

private:
    const Problem& problem_;
};

// A plan under change. Everything changed since the last `keep` or `drop` is known, so that both
// cost no more than what was touched.
class Draft {
public:
    Draft(const Problem& problem, const Costing& costing);

    const Plan& plan() const { return plan_; }
    const Timing& timing(int frame) const { return at(timings_, frame); }
    int route_of(int client, int visit) const { return plan_.at[slot(client, visit)]; }
    int visits_of(int client) const;  // of the chosen pattern
    bool is_whole(int client) const;  // has visits, and all of them stand in routes

    void load(const Plan& plan);  // replaces everything, as kept

    // Takes stops out; `settle` is due before anything is put in.
    void take_out(int route, int first, int count);
    void take_out_all(int client);
    void settle();

    void put_in(int client, int visit, int route, int position);
    void choose(int client, int pattern);
    void choose_night(int night, int choice);

    double change(const Prices& prices) const;  // of the cost since it was last kept
    void keep();
    void drop();

private:
    std::size_t slot(int client, int visit) const {
        return static_cast<std::size_t>(client * problem_.most_visits + visit);
    }
    void retime(int route);
    void touch_route(int route);
    void touch_client(int client);
    void forget_touched();
    int visit_on(int client, int route) const;

    const Problem& problem_;
    const Costing& costing_;
    std::vector<Timing> timings_;
    Plan plan_;
    Plan kept_;
    std::uint64_t versions_ = 0;
    std::vector<int> routes_touched_, clients_touched_, nights_touched_;
    std::vector<char> route_is_touched_, client_is_touched_, stale_;
};

}  // namespace loopwise

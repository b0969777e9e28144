// Putting back: every client at its best days and positions.
#pragma once

#include <vector>

#include "plan.hpp"
#include "random.hpp"

namespace loopwise {

// Greedy insertion with blinks (Christiaens and Vanden Berghe 2020, section 4.2) over all patterns
// of a client: for each pattern the sum, over its visits, of the best position on the best day.
class Recreate {
public:
    Recreate(const Problem& problem, Random& random);

    void run(Draft& draft, std::vector<int>& clients, const Prices& prices);

    // Forgets the positions found so far; due when prices change.
    void forget();

private:
    struct Slot {
        double cost = kNever;
        int route = kNowhere;
        int position = 0;
    };

    // What a client's best position in a route was when the route had this version.
    struct Remembered {
        std::uint64_t version = 0;
        double bound = 0;  // positions that cost no less were not looked for
        double cost = 0;
        int position = kNowhere;
    };

    void sort(std::vector<int>& clients);
    double weight(int client, int order);
    void put_back(Draft& draft, int client);
    void forget_slots();
    bool fill_pattern(Draft& draft, int client);
    void choose_pattern(Draft& draft, int client);
    double price_pattern(const Draft& draft, int client, const Pattern& pattern, double bound);
    int best_day(const Draft& draft, int client, const Visit& visit, int chosen, double bound,
                 double slack);
    bool is_taken(int day, int chosen) const;
    const Slot& slot_on(const Draft& draft, int client, int day, double bound);
    struct Candidate {
        int client;
        int place;
        double call;
        const double* into;  // costs of the legs to its place, and from it
        const double* from;
    };

    bool blinks(const Slot& best);
    Candidate candidate(int client) const;
    void consider(const Draft& draft, const Candidate& who, int route, int position, Slot& best);
    void look(const Draft& draft, int client, int route, Slot& best);
    void scan(const Draft& draft, int client, int route, Slot& best);
    void scan_soft(const Draft& draft, int client, int route, Slot& best);

    const Problem& problem_;
    Random& random_;
    Prices prices_{0, 0};
    bool any_optional_ = false;
    double least_cost_ = 0;        // of the client's patterns with visits
    std::vector<double> into_;     // cost, columns first
    std::vector<double> freedom_;  // hours in which a call could begin, over all days
    std::vector<double> least_cost_of_;
    std::vector<int> kind_;               // frames that are the same but for their number
    std::vector<Remembered> remembered_;  // client x frames
    std::vector<Slot> slots_;             // of each day, for the client at hand
    std::vector<char> slot_is_known_;
    std::vector<int> known_;
    std::vector<int> days_, best_days_;  // of the visits of the pattern at hand, and of the best
    std::vector<std::pair<double, int>> order_;
};

}  // namespace loopwise

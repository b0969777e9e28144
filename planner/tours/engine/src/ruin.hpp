// Taking out: strings of neighbouring stops around a seed.
#pragma once

#include <vector>

#include "plan.hpp"
#include "random.hpp"

namespace loopwise {

// Slack induction by string removals (Christiaens and Vanden Berghe 2020, Transportation Science
// 54(2), section 4.1), extended by clients that are left out, by clients whose days are chosen
// anew, and by nights away.
class Ruin {
public:
    Ruin(const Problem& problem, Random& random);

    // Takes clients out of the draft and settles it; they stand in `removed` afterwards, those
    // who were left out before among them.
    void run(Draft& draft);

    const std::vector<int>& removed() const { return removed_; }

private:
    void start(const Draft& draft);
    bool note(int client);
    void move_a_night(Draft& draft);
    int choice_of_night(const Draft& draft, int night);
    void empty_broken(Draft& draft, int route);
    void take_strings(Draft& draft, bool new_days);
    void take_string(Draft& draft, int client, int route);
    int some_route_of(const Draft& draft, int client);
    int route_on(const Draft& draft, int client, int day) const;
    void take_other_visits(Draft& draft);
    void note_some_left_out(const Draft& draft);

    const Problem& problem_;
    Random& random_;
    std::vector<int> removed_;
    std::vector<char> is_removed_;
    std::vector<int> cuts_, cut_;  // strings taken from each route; routes with any
    std::vector<int> optional_;    // clients who may be left out
    int driven_ = 0;               // routes with stops
    double mean_size_ = 1;
};

}  // namespace loopwise

// What may happen to a job, as tables: for who asked for it, and for who draws it. Pure: whoever keeps a job writes the
// new state and what is to be sent in one transaction. Names are those of the stored form. Thread: any.
#pragma once

#include "core/base/result.h"
#include "gpu/share/job/errors.h"
#include "gpu/share/job/messages.h"

#include <optional>

namespace ain::share {

enum class RequesterState {
    Draft,
    Posted,
    Granted,
    Running,
    Reoffered, ///< a provider gave it back or fell silent; others may claim
    Delivered,
    Accepted,
    Disputed,
    Settled, ///< paid; the end
    Expired,
    Cancelled,
    Failed,
};
enum class RequesterEvent {
    Post,
    Grant, ///< a claim was chosen
    Progress,
    LeaseLost, ///< release, or the lease ran out
    Deliver, ///< the first valid receipt and its picture; also of one whose lease was lost
    Accept,
    Dispute,
    VerdictOk,
    VerdictBad,
    VerdictInconclusive,
    Settle,
    Expire, ///< nobody in `ttl_s`
    Cancel,
    Fail,
};
inline constexpr int RequesterStates = int(RequesterState::Failed) + 1;
inline constexpr int RequesterEvents = int(RequesterEvent::Fail) + 1;

enum class ProviderState {
    Offered, ///< stored as "seen"
    Claimed,
    Granted,
    Fetching,
    Running,
    Yielded, ///< its owner is back; stands still
    Released, ///< given back, or somebody else's; an end without pay
    Delivering,
    Delivered,
    Vouchered,
    Cashed, ///< the end
    Unpaid, ///< no voucher came; one that comes late is still taken
};
enum class ProviderEvent {
    Claim,
    Grant,
    Fetch, ///< the spec was read; inputs and model are fetched
    Start,
    Yield,
    Resume, ///< its owner was away again before the job was handed back
    Release, ///< given back
    Lose, ///< granted to another, or the lease ran out
    Finish,
    Acknowledge, ///< the requester has picture and receipt
    Conflict, ///< the job has a result already
    Voucher,
    Cash,
    GiveUp, ///< on the pay
};
inline constexpr int ProviderStates = int(ProviderState::Unpaid) + 1;
inline constexpr int ProviderEvents = int(ProviderEvent::GiveUp) + 1;

/// Nothing: it can't happen in this state.
[[nodiscard]] std::optional<RequesterState> next(RequesterState state, RequesterEvent event);
[[nodiscard]] std::optional<ProviderState> next(ProviderState state, ProviderEvent event);
[[nodiscard]] bool isEnd(RequesterState state);
[[nodiscard]] bool isEnd(ProviderState state);

/// A requester's job with the number of its grants. A lease lost after MaxAttempts grants is the end (Failed). Errors:
/// ShareState.
struct RequesterJob {
    RequesterState state = RequesterState::Draft;
    int attempt = 0; ///< grants so far
    friend bool operator==(const RequesterJob &, const RequesterJob &) = default;
};
[[nodiscard]] Result<RequesterJob> advance(RequesterJob job, RequesterEvent event);
/// Errors: ShareState.
[[nodiscard]] Result<ProviderState> advance(ProviderState state, ProviderEvent event);

[[nodiscard]] QString nameOf(RequesterState state); ///< "draft", "posted", …
[[nodiscard]] QString nameOf(ProviderState state);
[[nodiscard]] QString nameOf(RequesterEvent event);
[[nodiscard]] QString nameOf(ProviderEvent event);
[[nodiscard]] std::optional<RequesterState> requesterStateOf(QStringView name);
[[nodiscard]] std::optional<ProviderState> providerStateOf(QStringView name);

} // namespace ain::share

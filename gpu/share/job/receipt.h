// What a provider says it did for a job, signed so that it can be shown to others later. Value type. Thread: any.
//
// Closed like a JobSpec. `sig` is the provider's AIN message signature of "ain-receipt:<SHA-256 of the canonical JSON
// without sig>".
#pragma once

#include "gpu/share/check/tracetree.h"
#include "gpu/share/job/delegation.h"
#include "gpu/share/job/jobspec.h"

namespace ain::share {

struct ExecutionReceipt {
    QString job = {};
    QString spec = {}; ///< specHash()
    crypto::Address provider = {};
    QString runtime = {}; ///< SHA-256 of what names the machine: opinions are counted by machine, not by key
    QString engine = {}; ///< build, as in a recipe
    QString backend = {}; ///< cpu, cuda, vulkan
    QString device = {};
    PrecisionClass precision = PrecisionClass::A;
    QString traceRoot = {}; ///< empty: the engine has no trace of this model
    int steps = 0; ///< of the whole job
    int firstStep = 0; ///< a job that was handed over has several receipts, which split the steps
    int lastStep = 0; ///< behind the last one done here
    QString image = {}; ///< SHA-256 of the PNG file; empty when the picture was finished elsewhere
    qint64 startedAt = 0; ///< ms
    qint64 endedAt = 0;
    qint64 gpuMs = 0;
    QString yieldedFrom = {}; ///< SHA-256 of the state that was taken over; empty: began itself
    QString signature = {};
    friend bool operator==(const ExecutionReceipt &, const ExecutionReceipt &) = default;

    /// Of the steps done here; without states when there is no trace.
    [[nodiscard]] TraceCommitment commitment() const;
};

[[nodiscard]] json::Object toJson(const ExecutionReceipt &receipt);
/// Errors: ShareFormat, ShareLimit, ShareNewer.
[[nodiscard]] Result<ExecutionReceipt> receiptFromJson(const json::Value &value);
[[nodiscard]] QString signedText(const ExecutionReceipt &receipt);
/// Errors: ShareSignature.
[[nodiscard]] Result<> verify(const ExecutionReceipt &receipt, int chainId, const QList<Delegation> &delegations = {});
/// Of this job, with its class and steps, and not before it was asked for. Errors: ShareFormat.
[[nodiscard]] Result<> fits(const ExecutionReceipt &receipt, const JobSpec &spec);

} // namespace ain::share

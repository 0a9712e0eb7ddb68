// What requester and provider send each other over HTTP: the paths, and answers that hold a signed message
// (docs/share-jobs.md, "Over HTTP"). Thread: any.
#pragma once

#include "core/http/httpserver.h"
#include "gpu/share/job/messages.h"

#include <QHash>

namespace ain::share {

inline constexpr QStringView MarketRoot = u"/market";
inline constexpr qsizetype MaxStatesBytes = 16 * 1024 * 1024; ///< of all opened states together

/// What a question about a job is signed for, in the header of PeerAuthHeader.
[[nodiscard]] QString jobPurpose(QStringView verb, QStringView job);

inline constexpr qsizetype MaxDelegations = 4;

struct Answer {
    Message message = {};
    QList<Delegation> delegations = {}; ///< at most MaxDelegations: why who signed may speak for who it is from
    qint64 revision = 0; ///< grows with every change of the job
    QHash<QString, QByteArray> states = {}; ///< by SHA-256, with `opened`
};
[[nodiscard]] http::HttpResponse responseOf(const Answer &answer);
[[nodiscard]] http::HttpResponse responseOf(const json::Value &value);
/// How far a job got that was given back (GET /market/jobs/JOB/checkpoint).
struct HandedOver {
    ExecutionReceipt receipt = {}; ///< of the steps that are done
    QList<Delegation> delegations = {}; ///< as in Answer
    QString sealed = {}; ///< the state, for the requester's key alone
};
[[nodiscard]] http::HttpResponse responseOf(const HandedOver &handedOver);
/// Shape only, as answerOf(). Errors: ShareFormat, those of receiptFromJson().
[[nodiscard]] Result<HandedOver> handedOverOf(const json::Value &value);
/// {"error": {"message", "code", "args"}}; `status` by the kind of the error.
[[nodiscard]] http::HttpResponse responseOf(const Error &error);
/// An error with one argument, for coroutines: some compilers lose lists of initializers in a co_return.
[[nodiscard]] tl::unexpected<Error> failureOf(const ErrorCode &code, const QString &name, const QString &value);
/// Shape only; the signature is the caller's. Errors: ShareFormat, those of parseMessage().
[[nodiscard]] Result<Answer> answerOf(const json::Value &value);

} // namespace ain::share

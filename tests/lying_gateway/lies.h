// The table of lies.
#pragma once

#include "forgery.h"

#include "core/light/proven.h"

#include <vector>

namespace ain::lying {

/// What a lie is about: which of a client's questions it answers wrongly.
enum class About { Balance, Nonce, Missing, TokenOwner, Forged, Transaction, Everything };
inline const QList<About> Reads = {About::Balance, About::Nonce, About::Missing, About::TokenOwner};

struct Lie {
    QByteArray name;
    /// Made anew each time the lie begins, when the chain has moved on.
    std::function<Twist(World &)> twist;
    QList<About> about = {About::Everything};
    /// Where the questions it is about may end. Others may only end in the truth.
    QList<light::Standing> ends = {light::Standing::Unproven, light::Standing::Contradicted};
    QStringList codes = {}; ///< `why` when unproven or contradicted: reasonsFor()
    bool leavesEvidence = false; ///< an evidence file; nothing is proven any more until a new beginning
    bool isHeavy =
        false; ///< making it costs the gateway, which is in this process, more memory than the client may take
    /// Qt has no limit for headers: its thread for this gateway needs a while to get over them.
    bool keepsReaderBusy = false;
    bool isSlow = false; ///< every answer costs its time limit: told once only
    QString foreignTx = {}; ///< asked for instead of the real transaction
};

[[nodiscard]] std::vector<Lie> stateLies(World &world);
[[nodiscard]] std::vector<Lie> chainLies(World &world);
[[nodiscard]] std::vector<Lie> transactionLies(World &world);
[[nodiscard]] std::vector<Lie> wireLies(World &world);

/// The reasons that may be given for refusing what a gateway says that tells this lie; empty: nothing may be refused.
/// Nothing: the table does not know such a lie.
[[nodiscard]] std::optional<QStringList> reasonsFor(const QByteArray &lie);

} // namespace ain::lying

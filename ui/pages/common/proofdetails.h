// What a proof says, piece by piece: as words for people, and raw for those who check.
#pragma once

#include "ui/context.h"

namespace ain::ui {

/// What the proof panel is about.
struct ProofSubject {
    enum class Kind { Account, Transaction, TokenOwner, Rules };
    Kind kind = Kind::Account;
    QString id; ///< tells one subject from another
    QString title; ///< "Balance of My wallet"
    QString value; ///< what is claimed, as the page shows it
    ProofState proof;
};

/// Name and words, in the order to be read.
[[nodiscard]] QList<std::pair<QString, QString>> proofFacts(const ProofSubject &subject,
                                                            const light::LightStatus &status, qint64 nowMs);
/// What a proof of this kind leaves open.
[[nodiscard]] QString proofLimits(ProofSubject::Kind kind);
/// Path, value, hashes of the openings, block header and votes. Bounded; the file has everything.
[[nodiscard]] QString proofRawText(const light::ProofBundle &bundle);

} // namespace ain::ui

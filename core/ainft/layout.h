// Collections as they stand on chain: names, operation lists, and what a node's answers say about the rules of a
// collection (wallet-ainft.md 3.2, 3.6–3.9).
#pragma once

#include "core/ainft/ainft.h"
#include "core/json/value.h"

namespace ain::ainft {

/// Everything that decides the creating transaction.
struct Creation {
    QString appId;
    crypto::Address creator;
    qint64 recordId = 0; ///< ms since 1970; 3.8
    QString name;
    QString symbol;
    json::Object metadata; ///< without max_supply and profile
    int maxSupply = 0; ///< locked only
};

/// The leaves of a new token.
struct Mint {
    QString appId;
    QString tokenId;
    crypto::Address owner;
    QString tokenUri;
    json::Object metadata; ///< may be empty
};

/// "ainft721_0x…" from an app id or an object id of any case; empty when it is neither.
[[nodiscard]] QString toAppId(QStringView objectIdOrAppId);
/// Checksummed object id of an app id, or empty.
[[nodiscard]] QString toObjectId(QStringView appId);
/// "/apps/<appId>".
[[nodiscard]] QString appPath(const QString &appId);
/// "/apps/<appId>/tokens/<tokenId>".
[[nodiscard]] QString tokenPath(const QString &appId, const QString &tokenId);
/// The token's metadata on chain, for programs that know our scheme (3.8).
[[nodiscard]] QString tokenUri(const QString &appId, const QString &tokenId);
/// Whether a token id is a number ≥ 1 as the rule of the locked layout writes it (no sign, no leading zero, < 2^31).
[[nodiscard]] std::optional<int> tokenNumber(QStringView tokenId);
/// The smallest number ≥ 1 that is no label of `taken`.
[[nodiscard]] int nextTokenNumber(const QStringList &taken);

// Operations in the member order of the chain's documents; SET where several are needed.
[[nodiscard]] json::Value creationOperation(Layout layout, const Creation &creation); ///< Locked or Compat
[[nodiscard]] json::Value mintOperation(Layout layout, const Mint &mint); ///< Locked or Compat
[[nodiscard]] json::Value transferOperation(const QString &appId, const QString &tokenId, const crypto::Address &to);

/// errors::AinftTooLarge: the body would pass the node's limit of 100,000 (sizeof of chain.md 1.5) or the 100 kB of
/// its HTTP server (chain.md 3.4).
[[nodiscard]] Result<> checkSize(const json::Value &operation);

/// What a node said about a collection; every part may be anything.
struct CollectionAnswers {
    QString appId;
    json::Value name;
    json::Value symbol;
    json::Value owner;
    json::Value metadata;
    json::Value management; ///< GET_VALUE /manage_app/<appId>
    json::Value rules; ///< GET_RULE of the app
    json::Value owners; ///< GET_OWNER of the app
    json::Value functions; ///< GET_FUNCTION of the app
};

/// errors::AinftCollectionUnknown when there is no such collection.
[[nodiscard]] Result<Collection> readCollection(const CollectionAnswers &answers);

/// Which of our templates the rules are, exactly; fills `maxSupply` from the rule itself, never from display data.
/// Locked: rules equal the template of this creator, the owner config is the all-false "*" alone and nothing is
/// triggered anywhere below (a function could rewrite what the rules protect).
[[nodiscard]] Layout recogniseLayout(const CollectionAnswers &answers, const crypto::Address &creator, int *maxSupply);

} // namespace ain::ainft

// Which labels, paths, names and addresses the chain accepts (chain.md 2, 3.4). Inside this room only.
#pragma once

#include "core/json/value.h"
#include "core/sandbox/ledger/statetree.h"

#include <QString>
#include <QStringList>

namespace ain::sandbox {

/// Valid, or the path at which it is not, as the messages show it.
struct Validity {
    bool valid = true;
    QString invalidPath;

    [[nodiscard]] static Validity no(const Path &path) { return {false, formatPath(path)}; }
};

[[nodiscard]] bool isStateLabel(QStringView label, qint64 lengthLimit);
[[nodiscard]] Validity checkPath(const Path &path, qint64 labelLengthLimit);
[[nodiscard]] Validity checkStates(const json::Value &value, qint64 labelLengthLimit);

/// Names of apps and services; lower case only from block 2 on.
[[nodiscard]] bool isServiceName(QStringView name, bool lowerCaseOnly);
/// type|service|key
[[nodiscard]] bool isServiceAccountName(QStringView name);
/// The path of an account or service account below /values, without "balance".
[[nodiscard]] Path accountPath(const QString &addressOrServiceAccount);

[[nodiscard]] bool isAddress(QStringView text);
[[nodiscard]] bool isChecksumAddress(QStringView text);
/// Empty when it is no address.
[[nodiscard]] QString checksumAddress(QStringView text);

/// URLs of REST functions: http, https or ftp to a public host, or localhost.
[[nodiscard]] bool isFunctionUrl(const QString &text);
/// Entries of the URL whitelist, which may hold wildcards.
[[nodiscard]] bool isWhitelistUrl(const QString &text);
[[nodiscard]] bool isPrivateNetworkUrl(const QString &text);
[[nodiscard]] bool isIpAddressText(const QString &text, int version);

} // namespace ain::sandbox

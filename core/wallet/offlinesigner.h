// The half of signing on another device that has the key and no network.
#pragma once

#include "core/wallet/explain.h"
#include "core/wallet/offlinefiles.h"

namespace ain::wallet {

/// The account of this vault that a request is for. Errors: OfflineExpired, OfflineNetwork (the key lives here, but for
/// another network), OfflineNoKey, VaultLocked. Thread: the vault's facade's.
Task<vault::KeyRecord> offlineAccount(vault::Vault &vault, OfflineRequest request, qint64 nowMs);

/// Signs after the same checks. The user has seen explainRequest() of exactly this request.
Task<OfflineSignature> signOffline(vault::Vault &vault, OfflineRequest request, qint64 nowMs);

/// explain() of the body, and what only its frame says: explain.offline_nonce (nonce, network), and
/// warn.offline_gas (price, usual) when more is offered for gas than networks ask for.
[[nodiscard]] Explanation explainRequest(const OfflineRequest &request);

} // namespace ain::wallet

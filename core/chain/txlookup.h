// What became of a transaction, from trackers, blocks and receipts of all gateways (chain.md 11).
#pragma once

#include "core/chain/gateways.h"

namespace ain::chain {

/// Thread: the one it lives in.
class TxLookup : public QObject {
    Q_OBJECT
public:
    explicit TxLookup(Gateways &gateways, QObject *parent = nullptr) : QObject(parent), m_gateways(gateways) { }

    /// Final, Failed and Reverted come only from a final block that is what its hash says and that contains the
    /// transaction; a second gateway, where there is one, must have the same block. A node's own word for a state
    /// is never more than InBlock. Unknown: every gateway that answered knows nothing.
    Task<TxStatus> status(QString txHash);

private:
    Task<TxStatus> lookAt(int gateway, json::Value tracked, QString txHash);
    Task<TxStatus> inBlock(int gateway, qint64 number, QString txHash);

    Gateways &m_gateways;
};

} // namespace ain::chain

// Reads collections and tokens from a node. What it returns is a node's word; a whole collection or token says so.
#pragma once

#include "core/ainft/layout.h"
#include "core/chain/chainclient.h"

#include <QObject>

namespace ain::ainft {

/// Lives in the main thread.
class ChainReader : public QObject {
    Q_OBJECT
public:
    explicit ChainReader(chain::ChainClient &client) : m_client(client) { }

    /// errors::AinftCollectionUnknown.
    Task<light::Claimed<Collection>> collection(QString appId);
    /// One request; errors::AinftTokenUnknown. `imageIsLocal` is left to others.
    Task<light::Claimed<Token>> token(QString appId, QString tokenId);
    /// Ids in tokens/, numbers first and ascending; at most `limit`. `isFinal` false: of the pending state, so that ids
    /// are seen which are on their way into a block.
    Task<QStringList> tokenIds(QString appId, bool isFinal, qsizetype limit);
    /// Owners in the order of `tokenIds`; empty for an id that has none.
    Task<QList<crypto::Address>> owners(QString appId, QStringList tokenIds, bool isFinal);
    /// Ids that vanished meanwhile are left out.
    Task<QList<Token>> tokens(QString appId, QStringList tokenIds);
    struct LabelPage {
        QStringList labels;
        QString endLabel; ///< empty: that was all
    };
    /// One page of the children of a path, in the node's order.
    Task<LabelPage> labels(QString path, QString lastEndLabel, bool isFinal);

private:
    [[nodiscard]] QString host() const;

    chain::ChainClient &m_client;
};

} // namespace ain::ainft

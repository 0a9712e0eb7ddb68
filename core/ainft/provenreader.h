// Collections and tokens with their proofs: what of a collection can be proven at all depends on its history
// (docs/threats.md, "what the light client can't prove").
#pragma once

#include "core/ainft/layout.h"
#include "core/light/lightclient.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace ain::ainft {

/// What a creating transaction of the locked layout says. Empty: the operation is not exactly our template.
[[nodiscard]] std::optional<Creation> readLockedCreation(const json::Value &operation);

/// Lives in the main thread.
class ProvenReader : public QObject {
    Q_OBJECT
public:
    ProvenReader(chain::ChainClient &client, light::LightClient &light) : m_client(client), m_light(light) { }

    /// Marks, owner, address of metadata and metadata of tokens of one collection, as of one final state; whatever was
    /// in `tokens` is replaced by what the proofs say. A token of which nothing could be read keeps its values and
    /// tells why. Proven only in a closed collection (close()), else the app's word.
    Task<QList<Token>> prove(QString appId, QList<Token> tokens);
    /// Layout, rules and owner configs of a collection: its `rules` mark.
    Task<Collection> prove(Collection collection);

    /// Looks once for the transaction that created a collection and checks that it is our locked template and took
    /// effect: then nobody ever could or can write anything but the template's leaves, and paths to the leaves of its
    /// tokens are closed. False: not such a collection, or the transaction was not found.
    /// `hint`: the block it is in, -1: searched by time.
    Task<bool> close(QString appId, qint64 hint = -1);

private:
    Task<qint64> findCreation(QString appId, qint64 recordId);

    chain::ChainClient &m_client;
    light::LightClient &m_light;
    QHash<QString, bool> m_closed;
    QHash<QString, light::ProofMark> m_marks; ///< of the creating transactions of closed collections
};

} // namespace ain::ainft

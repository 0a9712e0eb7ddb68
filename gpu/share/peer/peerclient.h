// Questions to other nodes: bounded, never led elsewhere, and nothing is believed that was not asked for.
#pragma once

#include "core/base/clock.h"
#include "core/recipe/generationrequest.h"
#include "gpu/share/images/imagebackend.h"
#include "gpu/share/peer/asker.h"
#include "gpu/share/peer/peerauth.h"
#include "gpu/share/peer/peerlist.h"
#include "gpu/share/peer/peerpicture.h"

#include <QObject>
#include <QThreadPool>

#include <optional>

namespace ain::share {

struct PeerClientParts {
    QNetworkAccessManager &http;
    PeerSigner &signer;
    const Clock &clock;
    QThreadPool &pool;
    engine::EngineClient &decoder; ///< of pictures, nothing else; see cleanPicture()
};

struct PeerClientOptions {
    int askMs = 8'000;
    int drawMs = 180'000;
    bool allowsLocal = false; ///< see mayCall()
};

/// A model that some node of a network draws with.
struct NetworkModel {
    ModelRef ref = {};
    QString nodeName = {};
    bool isLocal = false; ///< of the node that was asked
};

struct DrawnByPeer {
    PeerPicture picture = {};
    QString model = {};
    /// The recipe that came in the picture, if it says what was ordered. The node's word: only drawing it again tells.
    std::optional<recipe::GenerationRequest> recipe = {};
};

/// Thread: main. Errors of every question: PeerAddress, PeerUnreachable, PeerRefused, PeerAnswer.
class PeerClient final : public QObject {
    Q_OBJECT
public:
    explicit PeerClient(PeerClientParts parts, const PeerClientOptions &options = {});

    /// Tells who we are, signed for our endpoint, and learns who they are.
    Task<PeerInfo> hello(QString endpoint, PeerInfo self);
    /// Whom they know: at most 200, only endpoints.
    Task<QStringList> peers(QString endpoint);
    /// Image models alone, at most 500.
    Task<QList<NetworkModel>> models(QString endpoint);
    /// One picture. Of the order, prompt, negative, size, steps and seed count; the seed is no part of the protocol,
    /// and nodes of other makers pass it over: DrawnByPeer::recipe tells. Errors: PeerPictureRefused too.
    Task<DrawnByPeer> draw(PeerTarget target, ImageOrder order);

private:
    Task<QByteArray> signedHeader(QString purpose);

    PeerClientParts m_parts;
    PeerClientOptions m_options;
    Asker m_asker;
    qint64 m_lastTimeMs = 0;
};

} // namespace ain::share

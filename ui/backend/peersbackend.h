// The window's view of being a node of AI Network: whether it is wanted, as whom, and how it stands. Main thread;
// everything but greeting answers at once.
#pragma once

#include "core/base/error.h"
#include "core/base/task.h"

#include <QObject>
#include <QString>

#include <optional>

namespace ain::ui {

struct PeerTerms {
    bool isWanted = false; ///< the window is a node, now and when it starts
    QString account = {}; ///< address whose key signs; empty: the first one
    quint16 port = 8310; ///< on this computer
    QString endpoint = {}; ///< where others reach it; empty: this computer alone
    friend bool operator==(const PeerTerms &, const PeerTerms &) = default;
};

enum class PeerStanding {
    Off,
    NoNetwork,
    Locked, ///< whoever asks or greets signs with the wallet
    NoAccount, ///< none on this network that can sign
    Opening,
    Open,
    Failed, ///< see error()
};

struct PeerState {
    PeerStanding standing = PeerStanding::Off;
    QString account = {}; ///< address that signs; empty: none yet
    QString url = {}; ///< where it can be asked
    int known = 0; ///< nodes
    int drawnToday = 0; ///< pictures for others, by the day in UTC
    int running = 0; ///< of them, just now
};

class PeersBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual PeerTerms terms() const = 0;
    virtual void setTerms(const PeerTerms &terms) = 0;
    [[nodiscard]] virtual PeerState state() const = 0;
    /// Why it is no node although that is wanted, or what could not be kept; empty: nothing is wrong.
    [[nodiscard]] virtual std::optional<Error> error() const = 0;
    /// Makes a node known; gives its name. Only while it is Open. Errors: PeerAddress, PeerUnreachable, PeerRefused,
    /// PeerAnswer.
    virtual Task<QString> greet(QString url) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace ain::ui

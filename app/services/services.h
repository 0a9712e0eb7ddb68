// Builds and wires everything that is not a window: threads, vault, content store, and for the chosen network the
// chain client, the wallet and the AINFT room. Both programs own exactly one.
#pragma once

#include "app/services/settingsstore.h"
#include "app/services/sharing.h"
#include "app/services/studiorooms.h"
#include "core/ainft/ainft.h"
#include "core/ainft/contentstore.h"
#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/base/task.h"
#include "core/chain/chainclient.h"
#include "core/light/lightclient.h"
#include "core/sandbox/practicenetwork.h"
#include "core/vault/vault.h"
#include "core/wallet/wallet.h"

#include <QNetworkAccessManager>
#include <QThread>

#include <memory>

namespace ain::app {

class DeveloperDoor;
class MarketRooms;

struct ServiceOptions {
    QString dataDirectory; ///< made with mode 0700 if absent
    vault::KdfCost kdf = {};
    QString practiceDirectory = {}; ///< of the embedded practice network; empty: "practice" in the data directory
    /// The embedded practice network makes a transaction final at once (terminal) or by the clock (window).
    bool practiceInstant = false;
    int practiceBlockMs = 3000;
    bool defaultSettings = false; ///< the settings file is neither read nor written (safe mode)
    QString engineProgram = {}; ///< of ain-engine; empty: StudioRooms::defaultEngineProgram()
};

/// Thread: main. Destroying it stops threads and the practice network, and locks the vault.
class Services : public QObject {
    Q_OBJECT
public:
    explicit Services(ServiceOptions options);
    ~Services() override;

    /// $XDG_DATA_HOME/ain-studio and its like.
    [[nodiscard]] static QString defaultDataDirectory();
    [[nodiscard]] const QString &dataDirectory() const { return m_options.dataDirectory; }

    [[nodiscard]] vault::Vault &vault() { return *m_vault; }
    [[nodiscard]] ainft::ContentStore &content() { return *m_content; }
    [[nodiscard]] SettingsStore &settings() { return *m_settings; }
    /// Made with the first call; opened by StudioRooms::open().
    [[nodiscard]] StudioRooms &studio();
    /// Made with the first call; looks and shares from Sharing::start() on, which wants the studio open.
    [[nodiscard]] Sharing &sharing();
    /// Made with the first call; closed until somebody starts it.
    [[nodiscard]] DeveloperDoor &door();
    /// Where stores live.
    [[nodiscard]] QThread &storeThread() { return m_storeThread; }
    [[nodiscard]] Clock &clock() { return m_clock; }
    [[nodiscard]] Rng &rng() { return m_rng; }

    /// "practice", "testnet", "mainnet" or the URL of a node. One at a time: a second call waits for the first, and
    /// does nothing if that one opened the same network. Takes the place of the network that was open; whoever waited
    /// for something there gets errors::Cancelled. Ends when the client is connected; if no gateway answers, the rooms
    /// exist all the same (and try again) and the error tells why.
    Task<> openNetwork(QString network);
    /// The node that is asked in place of mainnet's or testnet's usual ones; empty: those. The network stays the same,
    /// with its keys, its genesis block and its checkpoint, so what such a node says is checked against the same
    /// signatures.
    [[nodiscard]] QString nodeOf(const QString &network) const;
    /// For the next openNetwork(). Errors: NetworkUrl, InvalidArgument (what: network), those of the settings' file.
    [[nodiscard]] Result<> setNode(const QString &network, const QString &url);
    [[nodiscard]] bool hasNetwork() const { return m_rooms != nullptr; }
    /// Only while hasNetwork().
    [[nodiscard]] chain::ChainClient &client() { return *m_rooms->client; }
    [[nodiscard]] light::LightClient &light() { return *m_rooms->light; }
    [[nodiscard]] wallet::Wallet &wallet() { return *m_rooms->wallet; }
    [[nodiscard]] ainft::Ainft &ainft() { return *m_rooms->ainft; }
    /// Of the open network; made with the first call, and gone with the network.
    [[nodiscard]] MarketRooms &market();
    /// Somebody worked on the open network from this data directory before.
    [[nodiscard]] bool hasMarketHistory() const;

    /// Practice network only: play money, by a real transfer of the faucet. Gives the transaction's hash.
    Task<QString> fund(crypto::Address address, Amount amount);

Q_SIGNALS:
    void networkAboutToChange();
    void networkChanged();

private:
    struct Rooms {
        std::unique_ptr<chain::ChainClient> client;
        std::unique_ptr<light::LightClient> light;
        std::unique_ptr<wallet::Wallet> wallet;
        std::unique_ptr<ainft::Ainft> ainft;
        std::unique_ptr<MarketRooms> market;
    };

    [[nodiscard]] QString practiceDirectory() const;
    [[nodiscard]] QString marketDirectory() const;
    /// A folder's name for each network; an own node's by its address, in a form that every file system takes.
    [[nodiscard]] static QString folderOf(const chain::Network &network);
    [[nodiscard]] light::LightOptions lightOptions(const chain::Network &network) const;
    Task<> openNow(QString network);
    Task<chain::Network> practiceNetwork();
    /// The image that is open in the window.
    [[nodiscard]] QStringList namedHere(const QStringList &sha256s) const;

    ServiceOptions m_options;
    SystemClock m_clock;
    SystemRng m_rng;
    QThread m_vaultThread;
    QThread m_storeThread;
    QNetworkAccessManager m_http;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<vault::Vault> m_vault;
    std::unique_ptr<ainft::ContentStore> m_content;
    std::unique_ptr<StudioRooms> m_studio;
    std::unique_ptr<Sharing> m_sharing;
    std::unique_ptr<DeveloperDoor> m_door;
    std::unique_ptr<sandbox::PracticeHost> m_practice;
    std::optional<chain::Network> m_practiceNetwork;
    std::unique_ptr<Rooms> m_rooms;
    QString m_openedName;
    Result<> m_lastOpened;
    bool m_isOpening = false;
};

} // namespace ain::app

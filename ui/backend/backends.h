// Everything the window is served by. The objects outlive the window.
#pragma once

#include "ui/backend/accountbackend.h"
#include "ui/backend/activitybackend.h"
#include "ui/backend/askbackend.h"
#include "ui/backend/collectionbackend.h"
#include "ui/backend/contactsbackend.h"
#include "ui/backend/doorbackend.h"
#include "ui/backend/earningsbackend.h"
#include "ui/backend/enlistbackend.h"
#include "ui/backend/lightbackend.h"
#include "ui/backend/messagebackend.h"
#include "ui/backend/networkbackend.h"
#include "ui/backend/offlinebackend.h"
#include "ui/backend/operationsbackend.h"
#include "ui/backend/paidworkbackend.h"
#include "ui/backend/peersbackend.h"
#include "ui/backend/poolbackend.h"
#include "ui/backend/qrbackend.h"
#include "ui/backend/settingsbackend.h"
#include "ui/backend/sharebackend.h"
#include "ui/backend/stakingbackend.h"
#include "ui/backend/studiobackend.h"
#include "ui/backend/vaultbackend.h"
#include "ui/backend/walletbackend.h"

namespace ain::ui {

struct Backends {
    VaultBackend &vault;
    AccountBackend &accounts;
    WalletBackend &wallet;
    OperationsBackend &operations;
    NetworkBackend &network;
    StudioBackend &studio;
    CollectionBackend &collection;
    ActivityBackend &activity;
    SettingsBackend &settings;
    StakingBackend &staking;
    LightBackend &light;
    ShareBackend &share;
    EarningsBackend &earnings;
    DoorBackend &door;
    PaidWorkBackend &paidWork;
    EnlistBackend &enlist;
    PeersBackend &peers;
    AskBackend &ask;
    PoolBackend &pool;
    OfflineBackend &offline;
    QrBackend &qr;
    ContactsBackend &contacts;
    MessageBackend &messages;
};

} // namespace ain::ui

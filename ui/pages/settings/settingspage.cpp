#include "ui/pages/settings/settingspage.h"

#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/pages/settings/drillsheet.h"
#include "ui/pages/settings/lightcard.h"
#include "ui/pages/settings/passwordsheet.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QScrollArea>
#include <QSystemTrayIcon>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int LockMinutes[] = {1, 5, 10, 30, 60, 0};

QVBoxLayout *cardColumn(QWidget *card)
{
    auto *column = makeColumn(card, 14);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    return column;
}

} // namespace

SettingsPage::SettingsPage(Context &context, QWidget *parent) : Page(context, parent)
{
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget;
    auto *columns = makeRow(inside, metrics::Gap);
    auto *left = makeColumn(nullptr, metrics::Gap);
    auto *right = makeColumn(nullptr, metrics::Gap);
    m_lightCard = new LightCard(context, this);
    left->addWidget(makeNetworkCard());
    left->addWidget(m_lightCard);
    left->addStretch();
    right->addWidget(makeVaultCard());
    right->addWidget(makeLookCard());
    m_guide = makeButton(this, ButtonKind::Quiet);
    auto *foot = makeRow(nullptr, 8);
    foot->addWidget(m_guide);
    foot->addStretch();
    right->addLayout(foot);
    m_about = new TextLabel(inside, "small");
    right->addWidget(m_about);
    right->addStretch();
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    area->setWidget(inside);
    content()->addWidget(area, 1);
    m_passwordSheet = new PasswordSheet(context, this);
    m_drillSheet = new DrillSheet(context, this);
    connect(m_drill, &QPushButton::clicked, m_drillSheet, &Sheet::open);
    connect(&context.backends.vault, &VaultBackend::drilled, this, &SettingsPage::writeVault);

    connect(m_password, &QPushButton::clicked, m_passwordSheet, &Sheet::open);
    connect(m_guide, &QPushButton::clicked, this, &SettingsPage::guideWanted);
    connect(&context.backends.settings, &SettingsBackend::changed, this, &SettingsPage::fill);
    connect(&context.backends.network, &NetworkBackend::currentChanged, this, &SettingsPage::fillNetworks);
    connect(&context.backends.vault, &VaultBackend::passwordChanged, this, &SettingsPage::writeVault);
    connect(&context.backends.vault, &VaultBackend::backedUp, this, &SettingsPage::writeVault);
    connect(&context.backends.vault, &VaultBackend::stateChanged, this, &SettingsPage::writeVault);
    onLanguage([this] {
        setTitle(tr("Settings"));
        m_networkTitle->setText(tr("Network"));
        m_networkField->setLabel(tr("Which chain"));
        m_networkField->setHint(tr("Each network has its own keys, so that nothing signed on one counts on another."));
        m_nodeField->setLabel(tr("Node of this network"));
        m_nodeField->setHint(
            tr("Your own, or one that you know of. Keys and network stay the same, and what it says is "
               "checked against the same signatures."));
        m_ask->setText(tr("Ask this node"));
        m_usual->setText(tr("Ask the usual one"));
        m_urlField->setLabel(tr("Node of another network"));
        m_url->setPlaceholderText(u"http://127.0.0.1:8081"_s);
        m_add->setText(tr("Add"));
        m_check->setText(tr("Check nodes"));
        m_lookTitle->setText(tr("Language and look"));
        m_languageField->setLabel(tr("Language"));
        m_themeField->setLabel(tr("Theme"));
        m_motion->setText(tr("Reduce motion"));
        m_sign->setText(tr("Sign pictures that are saved (Content Credentials)"));
        m_signHint->setText(
            tr("Others can check that AI made the picture and that nobody changed the file. It says neither "
               "who you are nor what you typed."));
        m_tray->setText(tr("Go on sharing when the window is closed"));
        m_trayHint->setText(
            QSystemTrayIcon::isSystemTrayAvailable()
                ? tr("Only while sharing is on: an icon beside the clock opens the program again, or quits it.")
                : tr("This desktop shows no icons beside the clock, so closing the window ends the program."));
        m_vaultTitle->setText(tr("Security"));
        m_autoLockField->setLabel(tr("Lock when idle"));
        m_autoLockField->setHint(tr("Also locks when the computer sleeps or the session is switched."));
        m_lock->setText(tr("Lock now"));
        m_backup->setText(tr("Write a backup…"));
        m_drill->setText(tr("Check my backup…"));
        m_login->setText(tr("Start when I log in"));
        m_backupScope->setText(
            tr("It holds the vault: accounts, contacts, notes and your transactions. Pictures, models and "
               "the books of sharing are not in it."));
        m_guide->setText(tr("User guide (F1)"));
        m_about->setText(tr("AIN Studio %1 · data in %2")
                             .arg(m_context.backends.settings.version(), m_context.backends.settings.dataFolder()));
        fill();
        fillNetworks();
        writeVault();
    });
}

TextLabel *SettingsPage::heading(QWidget *parent) { return new TextLabel(parent, "heading"); }

QWidget *SettingsPage::makeNetworkCard()
{
    auto *card = makeCard(this);
    auto *column = cardColumn(card);
    m_networkTitle = heading(card);
    m_network = new QComboBox;
    m_networkField = new Field(m_network, card);
    m_node = new QLineEdit;
    m_node->setMaxLength(300);
    m_nodeField = new Field(m_node, card);
    m_ask = makeButton(card);
    m_usual = makeButton(card);
    auto *nodeRow = makeRow(nullptr, 8);
    nodeRow->addWidget(m_ask);
    nodeRow->addWidget(m_usual);
    nodeRow->addStretch();
    m_url = new QLineEdit;
    m_url->setMaxLength(300);
    m_urlField = new Field(m_url, card);
    m_add = makeButton(card);
    m_check = makeButton(card);
    m_health = new TextLabel(card, "small");
    m_health->hide();
    m_networkError = new ErrorBanner(m_context.theme, card);
    auto *row = makeRow(nullptr, 8);
    row->addWidget(m_add);
    row->addWidget(m_check);
    row->addStretch();
    for (auto *widget : std::initializer_list<QWidget *>{m_networkTitle, m_networkField, m_nodeField})
        column->addWidget(widget);
    column->addLayout(nodeRow);
    column->addWidget(m_urlField);
    column->addLayout(row);
    column->addWidget(m_health);
    column->addWidget(m_networkError);
    connect(m_network, &QComboBox::activated, this, [this] {
        m_networkError->clear();
        m_context.backends.network.select(m_network->currentData().toString())
            .then(this, [this](const Result<> &result) {
                if (!result)
                    m_networkError->show(result.error(), tr("The network was not changed."));
                fillNetworks();
            });
    });
    connect(m_node, &QLineEdit::textChanged, m_nodeField, &Field::clearError);
    connect(m_node, &QLineEdit::returnPressed, this, [this] { setNode(m_node->text().trimmed()); });
    connect(m_ask, &QPushButton::clicked, this, [this] { setNode(m_node->text().trimmed()); });
    connect(m_usual, &QPushButton::clicked, this, [this] { setNode({}); });
    connect(m_url, &QLineEdit::textChanged, m_urlField, &Field::clearError);
    connect(m_url, &QLineEdit::returnPressed, this, &SettingsPage::addNetwork);
    connect(m_add, &QPushButton::clicked, this, &SettingsPage::addNetwork);
    connect(m_check, &QPushButton::clicked, this, &SettingsPage::checkHealth);
    return card;
}

QWidget *SettingsPage::makeLookCard()
{
    auto *card = makeCard(this);
    auto *column = cardColumn(card);
    m_lookTitle = heading(card);
    m_language = new QComboBox;
    m_languageField = new Field(m_language, card);
    m_theme = new QComboBox;
    m_themeField = new Field(m_theme, card);
    m_motion = new QCheckBox(card);
    auto *row = makeRow(nullptr, 12);
    row->addWidget(m_languageField, 1);
    row->addWidget(m_themeField, 1);
    column->addWidget(m_lookTitle);
    column->addLayout(row);
    column->addWidget(m_motion);
    connect(m_language, &QComboBox::activated, this, &SettingsPage::apply);
    connect(m_theme, &QComboBox::activated, this, &SettingsPage::apply);
    m_login = new QCheckBox(card);
    m_login->setVisible(m_context.backends.settings.canStartAtLogin());
    column->addWidget(m_login);
    connect(m_login, &QCheckBox::toggled, this, &SettingsPage::apply);
    m_tray = new QCheckBox(card);
    m_trayHint = new TextLabel(card, "small");
    column->addWidget(m_tray);
    column->addWidget(m_trayHint);
    connect(m_tray, &QCheckBox::toggled, this, &SettingsPage::apply);
    m_sign = new QCheckBox(card);
    m_signHint = new TextLabel(card, "small");
    column->addWidget(m_sign);
    column->addWidget(m_signHint);
    connect(m_sign, &QCheckBox::toggled, this, &SettingsPage::apply);
    connect(m_motion, &QCheckBox::toggled, this, &SettingsPage::apply);
    return card;
}

QWidget *SettingsPage::makeVaultCard()
{
    auto *card = makeCard(this);
    auto *column = cardColumn(card);
    m_vaultTitle = heading(card);
    m_noPassword = new NoticeCard(m_context.theme, Tone::Warn, card);
    m_autoLock = new QComboBox;
    m_autoLockField = new Field(m_autoLock, card);
    m_password = makeButton(card);
    m_lock = makeButton(card);
    m_backupText = new TextLabel(card, "muted");
    m_backup = makeButton(card);
    m_backupScope = new TextLabel(card, "small");
    m_drillDue = new NoticeCard(m_context.theme, Tone::Warn, card);
    m_drill = makeButton(card);
    m_vaultError = new ErrorBanner(m_context.theme, card);
    auto *row = makeRow(nullptr, 8);
    row->addWidget(m_password);
    row->addWidget(m_lock);
    row->addStretch();
    column->addWidget(m_vaultTitle);
    column->addWidget(m_noPassword);
    column->addWidget(m_autoLockField);
    column->addLayout(row);
    column->addWidget(makeDivider(card));
    column->addWidget(m_backupText);
    column->addWidget(m_backupScope);
    column->addWidget(m_drillDue);
    auto *backups = makeRow(nullptr, 8);
    backups->addWidget(m_backup);
    backups->addWidget(m_drill);
    backups->addStretch();
    column->addLayout(backups);
    column->addWidget(m_vaultError);
    connect(m_autoLock, &QComboBox::activated, this, &SettingsPage::apply);
    connect(m_lock, &QPushButton::clicked, this, [this] { m_context.backends.vault.lock(); });
    connect(m_backup, &QPushButton::clicked, this, &SettingsPage::backup);
    return card;
}

void SettingsPage::fill()
{
    m_filling = true;
    const Settings settings = m_context.backends.settings.settings();
    m_language->clear();
    m_language->addItem(tr("Like the system"), QString());
    m_language->addItem(u"한국어"_s, u"ko"_s);
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->setCurrentIndex(std::max(0, m_language->findData(settings.language)));
    m_theme->clear();
    m_theme->addItem(tr("Like the system"), int(ThemeChoice::System));
    m_theme->addItem(tr("Light"), int(ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), int(ThemeChoice::Dark));
    m_theme->addItem(tr("High contrast"), int(ThemeChoice::HighContrast));
    m_theme->setCurrentIndex(std::max(0, m_theme->findData(int(settings.theme))));
    m_motion->setChecked(settings.reduceMotion);
    m_sign->setChecked(settings.signPictures);
    m_login->setChecked(settings.startAtLogin);
    m_tray->setChecked(settings.keepInTray);
    m_autoLock->clear();
    for (const int minutes : LockMinutes)
        m_autoLock->addItem(minutes == 0 ? tr("Never") : tr("After %n minute(s)", nullptr, minutes), minutes);
    if (m_autoLock->findData(settings.autoLockMinutes) < 0)
        m_autoLock->addItem(tr("After %n minute(s)", nullptr, settings.autoLockMinutes), settings.autoLockMinutes);
    m_autoLock->setCurrentIndex(m_autoLock->findData(settings.autoLockMinutes));
    m_filling = false;
}

void SettingsPage::fillNetworks()
{
    const Network current = m_context.backends.network.current();
    m_network->clear();
    for (const Network &network : m_context.backends.network.networks())
        m_network->addItem(Format::network(network), network.id);
    m_network->setCurrentIndex(std::max(0, m_network->findData(current.id)));
    const bool hasUsual = current.kind == NetworkKind::Mainnet || current.kind == NetworkKind::Testnet;
    const QString own = hasUsual ? m_context.backends.network.node() : QString();
    for (QWidget *widget : {static_cast<QWidget *>(m_nodeField), static_cast<QWidget *>(m_ask)})
        widget->setVisible(hasUsual);
    m_usual->setVisible(!own.isEmpty());
    m_node->setText(own);
    m_node->setPlaceholderText(current.url);
}

void SettingsPage::setNode(const QString &url)
{
    if (url.isEmpty() && m_context.backends.network.node().isEmpty()) {
        m_nodeField->setErrorText(tr("Enter the address of a node, such as http://127.0.0.1:8081."));
        return;
    }
    m_networkError->clear();
    m_ask->setEnabled(false);
    m_context.backends.network.setNode(url).then(this, [this](const Result<> &result) {
        m_ask->setEnabled(true);
        if (result)
            fillNetworks();
        else
            m_nodeField->setError(result.error());
    });
}

void SettingsPage::writeVault()
{
    const VaultBackend &vault = m_context.backends.vault;
    const bool password = vault.hasPassword();
    m_noPassword->setVisible(!password);
    m_noPassword->setText(tr("No password yet: whoever opens this computer can use the practice wallet. "
                             "Set one before you keep anything of value here."));
    m_password->setText(password ? tr("Change password…") : tr("Set a password…"));
    m_lock->setEnabled(password);
    const qint64 last = vault.lastBackupMs();
    m_backupText->setText(last > 0 ? tr("Last backup: %1. A backup is one file, sealed with your password.")
                                         .arg(Format::ago(last, m_context.clock.nowMs()))
                                   : tr("No backup yet. A backup is one file, sealed with your password."));
    const qint64 drilled = vault.lastDrillMs();
    m_drillDue->setVisible(vault.isDrillDue());
    m_drillDue->setText(
        drilled > 0 ? tr("Your backup was last found good on %1. Check it again.").arg(Format::dateTime(drilled))
                    : tr("Your backup was never checked. Does it bring your accounts back?"));
    m_drill->setToolTip(drilled > 0 ? tr("Last found good: %1").arg(Format::dateTime(drilled)) : QString());
}

void SettingsPage::apply()
{
    if (m_filling)
        return;
    Settings settings = m_context.backends.settings.settings();
    settings.language = m_language->currentData().toString();
    settings.theme = ThemeChoice(m_theme->currentData().toInt());
    settings.reduceMotion = m_motion->isChecked();
    settings.signPictures = m_sign->isChecked();
    settings.startAtLogin = m_login->isChecked();
    settings.keepInTray = m_tray->isChecked();
    settings.autoLockMinutes = m_autoLock->currentData().toInt();
    if (settings == m_context.backends.settings.settings())
        return;
    m_context.backends.settings.set(settings);
}

void SettingsPage::addNetwork()
{
    if (m_url->text().trimmed().isEmpty()) {
        m_urlField->setErrorText(tr("Enter the address of a node, such as http://127.0.0.1:8081."));
        return;
    }
    m_add->setEnabled(false);
    m_context.backends.network.addCustom(m_url->text().trimmed()).then(this, [this](const Result<Network> &network) {
        m_add->setEnabled(true);
        if (!network) {
            m_urlField->setError(network.error());
            return;
        }
        m_url->clear();
        fillNetworks();
        m_network->setCurrentIndex(m_network->findData(network->id));
        Q_EMIT m_network->activated(m_network->currentIndex());
    });
}

void SettingsPage::checkHealth()
{
    m_check->setEnabled(false);
    m_networkError->clear();
    m_context.backends.network.checkHealth().then(this, [this](const Result<QList<GatewayHealth>> &result) {
        m_check->setEnabled(true);
        if (!result) {
            m_networkError->show(result.error());
            return;
        }
        QStringList lines;
        for (const GatewayHealth &node : *result) {
            lines += node.reachable
                ? tr("%1: answers in %2 ms, block %3").arg(node.url).arg(node.latencyMs).arg(Format::number(node.block))
                : tr("%1: does not answer").arg(node.url);
        }
        m_health->setText(lines.join(u'\n'));
        m_health->setVisible(!lines.isEmpty());
    });
}

void SettingsPage::backup()
{
    m_vaultError->clear();
    pickFileToSave(this, tr("Write a backup"), u"ain-studio.ainbackup"_s, tr("AIN Studio backup (*.ainbackup)"),
                   [this](const QString &path) {
                       m_backup->setEnabled(false);
                       m_context.backends.vault.backup(path).then(this, [this](const Result<> &result) {
                           m_backup->setEnabled(true);
                           if (!result)
                               m_vaultError->show(result.error(), tr("The backup was not written."));
                           writeVault();
                       });
                   });
}

} // namespace ain::ui

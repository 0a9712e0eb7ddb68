// Network, language, theme, locking, password, backup.
#pragma once

#include "ui/pages/common/page.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ain::ui {

class DrillSheet;
class ErrorBanner;
class Field;
class LightCard;
class NoticeCard;
class PasswordSheet;
class TextLabel;

class SettingsPage : public Page {
    Q_OBJECT
public:
    explicit SettingsPage(Context &context, QWidget *parent = nullptr);
    [[nodiscard]] PasswordSheet *passwordSheet() const { return m_passwordSheet; }
    [[nodiscard]] LightCard *lightCard() const { return m_lightCard; }
    [[nodiscard]] QComboBox *languageBox() const { return m_language; }
    [[nodiscard]] QComboBox *themeBox() const { return m_theme; }
    [[nodiscard]] DrillSheet *drillSheet() const { return m_drillSheet; }
    [[nodiscard]] QPushButton *drillButton() const { return m_drill; }
    [[nodiscard]] QCheckBox *loginBox() const { return m_login; }
    [[nodiscard]] QLineEdit *nodeEdit() const { return m_node; }
    [[nodiscard]] QCheckBox *signBox() const { return m_sign; }
    [[nodiscard]] QCheckBox *trayBox() const { return m_tray; }

Q_SIGNALS:
    void guideWanted();

private:
    [[nodiscard]] QWidget *makeNetworkCard();
    [[nodiscard]] QWidget *makeLookCard();
    [[nodiscard]] QWidget *makeVaultCard();
    void fill();
    void fillNetworks();
    void writeVault();
    void apply();
    void addNetwork();
    /// Empty: the usual ones.
    void setNode(const QString &url);
    void checkHealth();
    void backup();
    [[nodiscard]] TextLabel *heading(QWidget *parent);
    LightCard *m_lightCard = nullptr;

    TextLabel *m_networkTitle = nullptr;
    QComboBox *m_network = nullptr;
    Field *m_networkField = nullptr;
    QLineEdit *m_node = nullptr;
    Field *m_nodeField = nullptr;
    QPushButton *m_ask = nullptr;
    QPushButton *m_usual = nullptr;
    QLineEdit *m_url = nullptr;
    Field *m_urlField = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_check = nullptr;
    TextLabel *m_health = nullptr;
    ErrorBanner *m_networkError = nullptr;
    TextLabel *m_lookTitle = nullptr;
    QComboBox *m_language = nullptr;
    Field *m_languageField = nullptr;
    QComboBox *m_theme = nullptr;
    Field *m_themeField = nullptr;
    QCheckBox *m_motion = nullptr;
    QCheckBox *m_sign = nullptr;
    TextLabel *m_signHint = nullptr;
    QCheckBox *m_login = nullptr;
    QCheckBox *m_tray = nullptr;
    TextLabel *m_trayHint = nullptr;
    TextLabel *m_vaultTitle = nullptr;
    QComboBox *m_autoLock = nullptr;
    Field *m_autoLockField = nullptr;
    NoticeCard *m_noPassword = nullptr;
    QPushButton *m_password = nullptr;
    QPushButton *m_lock = nullptr;
    TextLabel *m_backupText = nullptr;
    QPushButton *m_backup = nullptr;
    TextLabel *m_backupScope = nullptr;
    NoticeCard *m_drillDue = nullptr;
    QPushButton *m_drill = nullptr;
    DrillSheet *m_drillSheet = nullptr;
    ErrorBanner *m_vaultError = nullptr;
    TextLabel *m_about = nullptr;
    PasswordSheet *m_passwordSheet = nullptr;
    QPushButton *m_guide = nullptr;
    bool m_filling = false;
};

} // namespace ain::ui

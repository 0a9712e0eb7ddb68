// This computer as a node of AI Network: on or off, as whom, where, and whom it knows.
#pragma once

#include "ui/backend/peersbackend.h"
#include "ui/context.h"
#include "ui/widgets/view.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace ain::ui {

class ErrorBanner;
class TextLabel;
class ToggleSwitch;

class PeersCard : public View {
    Q_OBJECT
public:
    explicit PeersCard(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] ToggleSwitch *toggle() const { return m_switch; }
    [[nodiscard]] QComboBox *accountBox() const { return m_account; }
    [[nodiscard]] QSpinBox *portBox() const { return m_port; }
    [[nodiscard]] QLineEdit *endpointBox() const { return m_endpoint; }
    [[nodiscard]] QLineEdit *greetBox() const { return m_url; }
    [[nodiscard]] QPushButton *greetButton() const { return m_greet; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    [[nodiscard]] QString line() const;
    [[nodiscard]] QString more() const;
    [[nodiscard]] QString figures() const;

    void write();

private:
    void addForm(QVBoxLayout *column);
    void change();
    void greet();
    void writeAccounts(const QString &chosen);
    void tell(const std::optional<Error> &error, const QString &what);

    Context &m_context;
    ToggleSwitch *m_switch;
    TextLabel *m_title;
    TextLabel *m_line;
    TextLabel *m_more;
    ErrorBanner *m_error;
    QLabel *m_accountLabel;
    QComboBox *m_account;
    QLabel *m_portLabel;
    QSpinBox *m_port;
    QLabel *m_endpointLabel;
    QLineEdit *m_endpoint;
    QLabel *m_urlLabel;
    QLineEdit *m_url;
    QPushButton *m_greet;
    TextLabel *m_figures;
    QString m_told; ///< which error stands there
    std::optional<Error> m_notGreeted; ///< of the last greeting
    QStringList m_accounts; ///< addresses in the box
    bool m_isWriting = false;
};

} // namespace ain::ui

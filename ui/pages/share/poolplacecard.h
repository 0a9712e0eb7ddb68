// The pool that this computer serves: on or off, where, and by which certificate the boxes know it.
#pragma once

#include "ui/backend/poolbackend.h"
#include "ui/context.h"
#include "ui/widgets/view.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace ain::ui {

class ErrorBanner;
class FactGrid;
class NoticeCard;
class TextLabel;
class ToggleSwitch;

class PoolPlaceCard : public View {
    Q_OBJECT
public:
    explicit PoolPlaceCard(Context &context, QWidget *parent = nullptr);

    void write(const PoolState &state);
    [[nodiscard]] ToggleSwitch *toggle() const { return m_switch; }
    [[nodiscard]] QComboBox *addressBox() const { return m_address; }
    [[nodiscard]] QSpinBox *portBox() const { return m_port; }
    [[nodiscard]] QPushButton *applyButton() const { return m_apply; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    [[nodiscard]] NoticeCard *notice() const { return m_alone; }
    [[nodiscard]] QString line() const;

private:
    void host();
    void fillAddresses(const QString &listen);
    void writeApply();
    [[nodiscard]] QString chosen() const;
    Context &m_context;
    PoolState m_state;
    ToggleSwitch *m_switch;
    TextLabel *m_line;
    TextLabel *m_more;
    ErrorBanner *m_error;
    NoticeCard *m_alone;
    QLabel *m_addressLabel;
    QComboBox *m_address;
    QLabel *m_portLabel;
    QSpinBox *m_port;
    QPushButton *m_apply;
    TextLabel *m_applyHint;
    FactGrid *m_facts;
    QString m_told; ///< which error stands there
    std::optional<Error> m_refused; ///< why the last wish was not taken
    bool m_isEdited = false; ///< address or port, by hand and not applied
    bool m_isWriting = false;
};

} // namespace ain::ui

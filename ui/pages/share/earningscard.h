// What shared work earned: four sums with how sure they are, every requester's tab, and asking for payment.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

#include <array>
#include <functional>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace ain::ui {

class AddressLabel;
class AmountLabel;
class EarningsModel;
class EmptyState;
class ErrorBanner;
class NoticeCard;
class ProofLamp;
class RowList;
class TextLabel;

class EarningsCard : public View {
    Q_OBJECT
public:
    explicit EarningsCard(Context &context, QWidget *parent = nullptr);

    enum Figure { Owed, Signed, Settled, Proven };
    [[nodiscard]] AmountLabel *amount(Figure figure) const { return m_figures[figure].amount; }
    [[nodiscard]] ProofLamp *lamp(Figure figure) const { return m_figures[figure].lamp; }
    [[nodiscard]] RowList *list() const { return m_list; }
    [[nodiscard]] EmptyState *empty() const { return m_empty; }
    [[nodiscard]] QPushButton *cashButton() const { return m_cash; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    [[nodiscard]] ErrorBanner *problem() const { return m_problem; }
    [[nodiscard]] QString summary() const;
    /// Of the chosen tab.
    [[nodiscard]] QString detail() const;

    /// For tests: stands in for the system's file dialog.
    using FilePicker = std::function<void(const QString &, const std::function<void(const QString &)> &)>;
    void setFilePicker(FilePicker picker) { m_pick = std::move(picker); }

    void write();

Q_SIGNALS:
    void sensorsWanted(); ///< "what does it wait for?"

private:
    struct Sum {
        TextLabel *name = nullptr;
        AmountLabel *amount = nullptr;
        ProofLamp *lamp = nullptr;
    };
    [[nodiscard]] QLayout *makeFigures();
    [[nodiscard]] QWidget *makeDetail();
    void writeFigures(const Earnings &earnings);
    void writeChosen();
    void showDetail();
    void cash();
    void save();

    Context &m_context;
    TextLabel *m_title;
    QPushButton *m_save;
    ErrorBanner *m_error;
    NoticeCard *m_note;
    std::array<Sum, 4> m_figures;
    TextLabel *m_summary;
    EarningsModel *m_model;
    RowList *m_list;
    EmptyState *m_empty;
    QWidget *m_detail = nullptr;
    AddressLabel *m_address = nullptr;
    TextLabel *m_meaning = nullptr;
    QLabel *m_hash = nullptr; ///< of the newest voucher's transaction
    ErrorBanner *m_problem = nullptr;
    QPushButton *m_cash = nullptr;
    FilePicker m_pick;
    QString m_chosen; ///< IdRole
    bool m_isCashing = false;
    bool m_isUnread = false; ///< that the books can't be read stands there
};

} // namespace ain::ui

// What an account did and was sent: list, search, labels, how far blocks were looked through, and the nonce lane.
#pragma once

#include "ui/context.h"
#include "ui/pages/common/proofdetails.h"
#include "ui/widgets/view.h"

#include <functional>
#include <optional>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QModelIndex;
class QPushButton;
class QStackedWidget;

namespace ain::ui {

class AddressLabel;
class EmptyState;
class ErrorBanner;
class HistoryModel;
class HistoryProxy;
class ProofSheet;
class RowList;
class TextLabel;
struct HistoryRow;
struct NonceEntry;

class HistoryCard : public View {
    Q_OBJECT
public:
    /// `error` and `proof` are the page's; they outlive the card.
    HistoryCard(Context &context, ErrorBanner &error, ProofSheet &proof, QWidget *parent = nullptr);

    [[nodiscard]] RowList *list() const { return m_list; }
    [[nodiscard]] QLineEdit *searchEdit() const { return m_search; }
    [[nodiscard]] QPushButton *filterChip(int i) const { return m_filters.at(i); }
    [[nodiscard]] QLineEdit *labelEdit() const { return m_label; }
    [[nodiscard]] QPushButton *saveLabelButton() const { return m_saveLabel; }
    [[nodiscard]] QPushButton *keepContactButton() const { return m_keepContact; }
    [[nodiscard]] QPushButton *tableButton() const { return m_table; }
    [[nodiscard]] QPushButton *furtherButton() const { return m_further; }
    [[nodiscard]] TextLabel *coverageLabel() const { return m_coverage; }
    /// In place of the system's dialog.
    using FilePicker =
        std::function<void(const QString &suggested, const std::function<void(const QString &)> &chosen)>;
    void setTablePicker(FilePicker picker) { m_pickTable = std::move(picker); }

Q_SIGNALS:
    void accountWanted();
    void faucetWanted();
    void receiveWanted();
    void contactWanted(const QString &address);
    void replaceWanted(const ain::ui::NonceEntry &entry);

private:
    void write();
    void writeEmpty();
    [[nodiscard]] QWidget *makeSelectedRow();
    void writeCoverage();
    void writeSelected();
    void writeLane();
    [[nodiscard]] std::optional<HistoryRow> selectedRow() const;
    void saveLabel();
    void saveTable();
    void lookFurther();
    [[nodiscard]] bool isKnownHash(const QString &text) const;
    [[nodiscard]] ProofSubject historySubject(const HistoryRow &row) const;
    void showReceipt(const QModelIndex &index);

    Context &m_context;
    ErrorBanner &m_error;
    ProofSheet &m_proof;
    QLabel *m_title = nullptr;
    QPushButton *m_table = nullptr;
    QWidget *m_selectedBox = nullptr;
    AddressLabel *m_selectedAddress = nullptr;
    QLineEdit *m_label = nullptr;
    QPushButton *m_saveLabel = nullptr;
    QPushButton *m_keepContact = nullptr;
    QWidget *m_coverageBox = nullptr;
    TextLabel *m_coverage = nullptr;
    QPushButton *m_further = nullptr;
    FilePicker m_pickTable;
    QString m_selected; ///< hash
    QList<QPushButton *> m_filters;
    QLineEdit *m_search = nullptr;
    QStackedWidget *m_stack = nullptr;
    RowList *m_list = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_nothingFound = nullptr;
    QWidget *m_lane = nullptr;
    QHBoxLayout *m_laneRow = nullptr;
    HistoryModel *m_model = nullptr;
    HistoryProxy *m_proxy = nullptr;
};

} // namespace ain::ui

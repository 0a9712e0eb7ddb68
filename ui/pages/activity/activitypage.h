// One list of everything that happened; each error with what to do.
#pragma once

#include "ui/pages/common/page.h"
#include "ui/pages/common/proofdetails.h"

class QModelIndex;
class QPushButton;
class QStackedWidget;

namespace ain::ui {

class ActivityModel;
class ActivityProxy;
class EmptyState;
class ErrorBanner;
class ProofSheet;
class ReplaceSheet;
class RowList;
class TextLabel;

class ActivityPage : public Page {
    Q_OBJECT
public:
    explicit ActivityPage(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] ReplaceSheet *replaceSheet() const { return m_replaceSheet; }
    [[nodiscard]] RowList *list() const { return m_list; }
    [[nodiscard]] QPushButton *replaceButton() const { return m_replace; }
    [[nodiscard]] ProofSheet *proofSheet() const { return m_proofSheet; }

Q_SIGNALS:
    /// The user wants to choose another node.
    void settingsWanted();

private:
    [[nodiscard]] ProofSubject subjectOf(const QModelIndex &index) const;
    void showProof(const QModelIndex &index);
    void write();
    void writeSelected();
    ActivityModel *m_model;
    ActivityProxy *m_proxy;
    QList<QPushButton *> m_filters;
    QStackedWidget *m_stack;
    RowList *m_list;
    EmptyState *m_empty;
    ErrorBanner *m_error;
    QString m_selected; ///< id of the row that was chosen last
    QWidget *m_action;
    TextLabel *m_actionText;
    QPushButton *m_replace;
    ReplaceSheet *m_replaceSheet;
    ProofSheet *m_proofSheet;
};

} // namespace ain::ui

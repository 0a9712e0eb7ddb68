// The list of what waits and what failed: drag, keys and the buttons below it.
#pragma once

#include "ui/context.h"
#include "ui/pages/studio/queuemodel.h"
#include "ui/widgets/view.h"

#include <QListView>

class QPushButton;

namespace ain::ui {

class QueueView : public QListView {
    Q_OBJECT
public:
    QueueView(Theme &theme, QueueModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    void moveWanted(int places);
    void removeWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QueueModel &m_model;
};

class QueueList : public View {
    Q_OBJECT
public:
    QueueList(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] QueueView *view() const { return m_view; }
    [[nodiscard]] QueueModel *model() const { return m_model; }
    [[nodiscard]] QPushButton *upButton() const { return m_up; }
    [[nodiscard]] QPushButton *downButton() const { return m_down; }
    [[nodiscard]] QPushButton *holdButton() const { return m_hold; }
    [[nodiscard]] QPushButton *retryButton() const { return m_retry; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }
    [[nodiscard]] QPushButton *clearButton() const { return m_clear; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void write();
    void follow();
    [[nodiscard]] const StudioJob *current() const;
    void move(int places);
    Context &m_context;
    QueueModel *m_model;
    QueueView *m_view;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_hold;
    QPushButton *m_retry;
    QPushButton *m_remove;
    QPushButton *m_clear;
    QString m_kept; ///< id of the row that was current before the model was filled anew
};

} // namespace ain::ui

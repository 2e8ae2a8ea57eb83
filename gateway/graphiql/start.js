// Opens the editor; its workers come from the same package.
const workers = { json: "json.worker.bundle.js", graphql: "graphql.worker..bundle.js" };
self.MonacoEnvironment = {
  getWorkerUrl: (_, label) =>
    `/graphiql/assets/dist/monacoeditorwork/${workers[label] ?? "editor.worker.bundle.js"}`,
};
YogaGraphiQL.renderYogaGraphiQL(document.getElementById("root"), {
  endpoint: "/graphql",
  title: "家底",
  query: '# 登录凭证填在下方 Headers 中: {"Authorization": "Bearer <token>"}\n# A token goes into Headers below.\n{\n  __typename\n}\n',
  defaultEditorToolsVisibility: "headers",
  shouldPersistHeaders: false,
});

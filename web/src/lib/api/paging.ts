/** The longest page the API gives. Lists that people configure by hand fit into one. (The document writes these parameters in capitals.) */
export const wholeList = { Limit: 200 }
